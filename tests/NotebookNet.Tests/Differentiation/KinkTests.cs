using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

public class KinkTests
{
    private static readonly Matrix<double> s_corners = Matrix<double>.Build.DenseOfArray(
        new double[,]
        {
            { 0, 0 },
            { 0, 1 },
            { 1, 0 },
            { 1, 1 },
        }
    );

    private static readonly Targets s_xor = Targets.FromLabels([0, 1, 1, 0], 2);

    [Fact]
    public void Exclusive_or_with_rectified_units_passes_with_its_kinks_counted()
    {
        // The sample (0, 0) puts every unit's sum on the kink, where its bias is 0.
        Network network = Network.FullyConnected(2, [8], 2, seed: 1);
        GradientCheckReport report = GradientCheck.Run(network, s_corners, s_xor);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(8, report.Kinks);
        Assert.Equal([0, 8, 0, 0], report.Parameters.Select(parameter => parameter.Kinks));
        Assert.Contains("at a kink", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(3e-8)]
    [InlineData(9.9e-8)]
    [InlineData(1e-7)]
    [InlineData(6e-7)]
    [InlineData(3e-6)]
    [InlineData(9e-6)]
    [InlineData(1.1e-5)]
    [InlineData(1e-3)]
    public void A_kink_at_any_distance_is_told_from_an_error(double distance)
    {
        foreach (double side in (double[])[-1, 1])
        {
            Network right = WithBias(side * distance, new ReLU());
            GradientCheckReport report = GradientCheck.Run(right, s_corners, s_xor);
            Assert.True(report.Passed, report.ToString());
            Assert.Equal(distance < 1e-5 ? 1 : 0, report.Kinks);

            // Wrong by a factor, and by a part in a hundred thousand, of both slopes.
            foreach (double factor in (double[])[-1, 0.5, 1 + 1e-5])
            {
                Network wrong = WithBias(side * distance, new Off(factor));
                Assert.False(
                    GradientCheck.Run(wrong, s_corners, s_xor).Passed,
                    $"factor {factor} at {side * distance}"
                );
            }
        }

        static Network WithBias(double bias, ILayer activation)
        {
            Random random = RandomNumbers.Create(1);
            var network = new Network(
                2,
                [
                    new Affine(2, 4, Initializer.Normal(1), random),
                    activation,
                    new Affine(4, 2, Initializer.Normal(1), random),
                ],
                new SoftmaxCrossEntropy()
            );
            network["0.bias"].Value.SetRow(0, [bias, 0.1, 0.2, 0.3]);
            return network;
        }
    }

    [Fact]
    public void A_check_in_which_every_entry_is_at_a_kink_compares_beside_it()
    {
        GradientCheckReport report = GradientCheck.Run(
            new Network(1, [new Shift()], new SumSquaredError()),
            Matrix<double>.Build.Dense(1, 1),
            Targets.FromValues(Matrix<double>.Build.Dense(1, 1, 1))
        );
        Assert.Equal(1, report.Kinks);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void A_wrong_gradient_of_a_parameter_that_is_wholly_at_kinks_is_found()
    {
        // (0, 0) puts every first bias on the kink. Half of it, none of it, its negative, and divided by the four samples.
        for (int seed = 0; seed < 60; seed++)
        {
            foreach (double factor in (double[])[0.5, 0, -1, 0.25])
            {
                Random random = RandomNumbers.Create(seed);
                var first = new Affine(2, 4, Initializer.He, random);
                var second = new Affine(4, 2, Initializer.He, random);
                var right = new Network(2, [first, new ReLU(), second], new SoftmaxCrossEntropy());
                Assert.True(GradientCheck.Run(right, s_corners, s_xor).Passed);
                bool isSeen = IsSeen(right);
                var wrong = new Network(
                    2,
                    [
                        new BrokenAffine(
                            first,
                            parameters =>
                                parameters[1].Gradient.Multiply(factor, parameters[1].Gradient)
                        ),
                        new ReLU(),
                        second,
                    ],
                    new SoftmaxCrossEntropy()
                );
                Assert.Equal(!isSeen, GradientCheck.Run(wrong, s_corners, s_xor).Passed);
            }
        }

        // A factor shows where a unit has a slope to either side of its bias.
        static bool IsSeen(Network network) =>
            ((double[])[-1e-3, 1e-3]).Any(offset =>
            {
                Matrix<double> bias = network["0.bias"].Value;
                bool seen = false;
                for (int unit = 0; unit < bias.ColumnCount; unit++)
                {
                    bias[0, unit] = offset;
                    network.Backpropagate(s_corners, s_xor);
                    seen |= Math.Abs(network["0.bias"].Gradient[0, unit]) > 1e-6;
                    bias[0, unit] = 0;
                }

                return seen;
            });
    }

    [Fact]
    public void A_right_network_passes_where_kinks_cancel_to_first_order()
    {
        // Each arm of the spiral begins at (0, 0), a sample of each class there.
        for (int seed = 0; seed < 10; seed++)
        {
            Batch batch = SyntheticData.Spiral(3, 10, noise: 0.2, seed: seed).ToBatch();
            GradientCheckReport report = GradientCheck.Run(
                Network.FullyConnected(2, [8, 8], 3, seed: seed),
                batch.Input,
                batch.Targets
            );
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Fact]
    public void A_gradient_of_nothing_but_rounding_passes()
    {
        // No unit is on for any sample, so that only the last bias has a gradient, and that of balanced classes is 0.
        Network network = Network.FullyConnected(2, [3], 2, seed: 1);
        network["0.bias"].Value.SetRow(0, [-50.0, -50, -50]);
        Assert.True(GradientCheck.Run(network, s_corners, s_xor).Passed);
    }

    [Fact]
    public void A_step_too_large_for_a_smooth_function_is_no_kink()
    {
        Network network = Network.FullyConnected(2, [4], 2, () => new Tanh(), seed: 1);
        GradientCheckReport report = GradientCheck.Run(network, s_corners, s_xor, step: 1e-3);
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        report = GradientCheck.Run(network, s_corners, s_xor, step: 0.1);
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-17)]
    [InlineData(1e-14)]
    public void A_step_that_rounding_swallows_is_refused(double step)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() =>
            GradientCheck.Run(Network.FullyConnected(2, [8], 2, seed: 1), s_corners, s_xor, step)
        );
        Assert.Equal("step", refusal.ParamName);
    }

    [Fact]
    public void A_layer_that_adds_to_its_gradient_fails_at_the_first_check()
    {
        var network = new Network(2, [new Adding(2)], new SumSquaredError());
        GradientCheckReport report = GradientCheck.Run(
            network,
            s_corners,
            Targets.FromValues(Draw.Normal(4, 2, 1))
        );
        Assert.False(report.Passed);
        Assert.Contains(
            "gave 0.scale another gradient",
            report.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_layer_that_draws_and_does_not_say_so_is_found()
    {
        var network = new Network(
            2,
            [new Noise(), new Affine(2, 2, Initializer.He, RandomNumbers.Create(1))],
            new SumSquaredError()
        );
        Assert.Contains(
            "draw random numbers without telling",
            Assert
                .Throws<InvalidOperationException>(() =>
                    GradientCheck.Run(network, s_corners, Targets.FromValues(Draw.Normal(4, 2, 1)))
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_generator_that_cannot_be_put_back_is_refused_by_name()
    {
        Network network = new(
            2,
            [
                new Affine(2, 2, Initializer.He, RandomNumbers.Create(1)),
                new Block(new Dropout(0.5, new Random(1))),
            ],
            new SoftmaxCrossEntropy()
        );
        foreach (
            Action check in (Action[])
                [
                    () => GradientCheck.Run(network, s_corners, s_xor),
                    () => NumericalGradient.Of(network, s_corners, s_xor),
                ]
        )
        {
            string message = Assert.Throws<InvalidOperationException>(check).Message;
            Assert.Contains("Layer 1.0 (Dropout 0.5)", message, StringComparison.Ordinal);
            Assert.Contains("RandomNumbers.Create", message, StringComparison.Ordinal);
        }

        // To train with it is no fault.
        network.Backpropagate(s_corners, s_xor);
    }

    [Fact]
    public void A_layer_of_one_s_own_that_goes_by_its_statistic_passes()
    {
        var network = new Network(
            2,
            [
                new Affine(2, 3, Initializer.He, RandomNumbers.Create(1)),
                new Centred(3),
                new Tanh(),
                new Prelu(),
            ],
            new SumSquaredError()
        );
        Targets targets = Targets.FromValues(Draw.Normal(4, 3, 1));
        GradientCheckReport report = GradientCheck.Run(network, s_corners, targets);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(
            ["0.weight", "0.bias", "3.a"],
            report.Parameters.Select(item => item.Parameter)
        );
    }

    [Fact]
    public void A_check_leaves_the_draws_that_follow_as_they_were()
    {
        Assert.Equal(Losses(check: false), Losses(check: true));

        static double[] Losses(bool check)
        {
            Network network = Network.FullyConnected(2, [8], 2, dropout: 0.5, seed: 1);
            if (check)
            {
                GradientCheck.Run(network, s_corners, s_xor);
                NumericalGradient.Of(network, s_corners, s_xor);
            }

            return [.. Enumerable.Range(0, 5).Select(_ => network.Backpropagate(s_corners, s_xor))];
        }
    }

    /// <summary>ReLU, its derivative off by a factor.</summary>
    private sealed class Off(double factor) : Activation
    {
        protected override Matrix<double> Value(Matrix<double> x) => x.PointwiseMaximum(0);

        protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
            x.Map(value => value > 0 ? factor : 0, Zeros.Include);
    }

    /// <summary>y = max(x + b, 0), with x = b = 0 on the kink.</summary>
    private sealed class Shift : ILayer
    {
        private readonly Parameter _b = new("b", Matrix<double>.Build.Dense(1, 1));
        private Matrix<double>? _output;

        public IReadOnlyList<Parameter> Parameters => [_b];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) =>
            _output = (input + _b.Value).PointwiseMaximum(0);

        public Matrix<double> Backward(Matrix<double> outputGradient)
        {
            _b.Gradient[0, 0] = _output![0, 0] > 0 ? outputGradient[0, 0] : 0;
            return _b.Gradient.Clone();
        }
    }

    /// <summary>y = a·x, which adds to the gradient of a.</summary>
    private sealed class Adding(int size) : ILayer
    {
        private readonly Parameter _scale = new("scale", Matrix<double>.Build.Dense(1, size, 1));
        private Matrix<double>? _input;

        public IReadOnlyList<Parameter> Parameters => [_scale];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            _input = input;
            return Scaled(input);
        }

        public Matrix<double> Backward(Matrix<double> outputGradient)
        {
            Vector<double> sums = _input!.PointwiseMultiply(outputGradient).ColumnSums();
            _scale.Gradient.SetRow(0, _scale.Gradient.Row(0) + sums);
            return Scaled(outputGradient);
        }

        private Matrix<double> Scaled(Matrix<double> m) =>
            m.MapIndexed((_, column, value) => value * _scale.Value[0, column], Zeros.Include);
    }

    private sealed class Noise : ILayer
    {
        private readonly Random _hidden = RandomNumbers.Create(1);

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) =>
            input.Map(value => value + _hidden.NextDouble(), Zeros.Include);

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>Takes off a running mean, in training too.</summary>
    private sealed class Centred(int size) : ILayer
    {
        private readonly Matrix<double> _mean = Matrix<double>.Build.Dense(1, size);

        public IReadOnlyList<KeyValuePair<string, Matrix<double>>> Statistics =>
            [new("mean", _mean)];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            Matrix<double> output = input.MapIndexed((_, j, value) => value - _mean[0, j]);
            _mean.SetRow(0, (0.9 * _mean.Row(0)) + (0.1 / input.RowCount * input.ColumnSums()));
            return output;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>y = max(x, a·x), with a trained.</summary>
    private sealed class Prelu : Activation
    {
        private readonly Parameter _a = new("a", Matrix<double>.Build.Dense(1, 1, 0.25));
        private Matrix<double>? _input;

        public override IReadOnlyList<Parameter> Parameters => [_a];

        protected override Matrix<double> Value(Matrix<double> x)
        {
            _input = x;
            return x.PointwiseMaximum(_a.Value[0, 0] * x);
        }

        protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
            x.Map(value => value > 0 ? 1 : _a.Value[0, 0], Zeros.Include);

        public override Matrix<double> Backward(Matrix<double> outputGradient)
        {
            _a.Gradient[0, 0] = _input!
                .PointwiseMinimum(0)
                .PointwiseMultiply(outputGradient)
                .Enumerate()
                .Sum();
            return base.Backward(outputGradient);
        }
    }
}
