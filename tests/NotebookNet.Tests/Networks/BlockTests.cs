using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Networks;

public class BlockTests
{
    private static readonly Dataset s_data = Dataset.FromMatrix(
        Draw.Normal(40, 3, 1),
        Draw.Labels(40, 2, 2),
        2
    );

    [Fact]
    public void A_block_computes_what_its_layers_compute_in_the_network_itself()
    {
        Network flat = Build(layers => layers);
        Network nested = Build(layers =>
            [layers[0], new Block(layers[1], new Block(layers[2])), new Block(layers[3])]
        );
        Assert.Equal(Trained(flat), Trained(nested));
        Assert.Equal(flat.Evaluate(s_data).Loss, nested.Evaluate(s_data).Loss);
    }

    [Fact]
    public void Names_give_the_way_to_a_layer_at_any_depth()
    {
        Network network = Deep(1);
        Assert.Equal(
            [
                "0.weight",
                "0.bias",
                "1.0.weight",
                "1.0.bias",
                "1.1.gamma",
                "1.1.beta",
                "1.1.running_mean",
                "1.1.running_variance",
                "1.3.0.weight",
                "1.3.0.bias",
                "2.weight",
                "2.bias",
            ],
            network.Tensors.Select(tensor => tensor.Name)
        );
        var inner = (Residual)network.Layers[1];
        Assert.Same(((Affine)inner.Layers[0]).Weight, network["1.0.weight"].Value);
        Assert.Equal(10, network.Parameters.Count);
    }

    [Fact]
    public void A_residual_network_of_a_reader_passes_the_gradient_check_with_its_dropout()
    {
        Network network = Deep(1);
        Batch batch = s_data.Take(10).ToBatch();
        GradientCheckReport report = GradientCheck.Run(network, batch.Input, batch.Targets);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(
            network.Parameters.Sum(parameter => parameter.Count),
            report.Parameters.Sum(parameter => parameter.Compared.Count)
        );
        Assert.Contains("1.3.0.weight", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_saved_within_a_block_is_loaded_with_its_statistics()
    {
        Network network = Deep(1);
        Trained(network);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            network.Save(path);
            Network other = Deep(2);
            other.Load(path);
            Assert.Equal(network.Evaluate(s_data).Loss, other.Evaluate(s_data).Loss);
            Assert.Equal(
                network.Tensors.Select(tensor => tensor.Value),
                other.Tensors.Select(tensor => tensor.Value)
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_table_shows_what_a_block_is_made_of_and_counts_it_once()
    {
        string[] lines = Deep(1).ToString().Split('\n');
        // 3·4 + 4; in the block 4·4 + 4, 2·4, and 4·4 + 4 within a block of its own; 4·2 + 2.
        Assert.StartsWith("3 inputs, 74 parameters, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "Affine 3 → 4 4 16",
                "Residual 4 48",
                "· Affine 4 → 4 20",
                "· Batch normalization 4 8",
                "· OwnDropout 0",
                "· Block 20",
                "· · Affine 4 → 4 20",
                "· · ReLU 0",
                "Affine 4 → 2 2 10",
            ],
            lines[2..]
                .Select(line =>
                    string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                )
        );
    }

    [Fact]
    public void Two_networks_may_share_a_layer_and_both_move_it()
    {
        Random random = RandomNumbers.Create(3);
        var shared = new Affine(3, 4, Initializer.He, random);
        Network first = Head(shared, random);
        Network second = Head(shared, random);
        Matrix<double> start = shared.Weight.Clone();
        Trained(first);
        Matrix<double> afterFirst = shared.Weight.Clone();
        Trained(second);
        Assert.NotEqual(start, afterFirst);
        Assert.NotEqual(afterFirst, shared.Weight);
        Assert.Equal(first["0.weight"].Value, second["0.weight"].Value);
    }

    [Fact]
    public void Two_threads_do_not_compute_with_a_shared_layer_at_the_same_time()
    {
        var held = new Held();
        Network first = new(3, [held], new SumSquaredError());
        Network second = new(3, [new Block(held)], new SumSquaredError());
        Exception? refusal = null;
        held.WhileComputing = () =>
        {
            var thread = new Thread(() =>
                refusal = Record.Exception(() => second.Predict(Draw.Normal(2, 3, 1)))
            );
            thread.Start();
            thread.Join();
        };
        first.Predict(Draw.Normal(2, 3, 1));
        Assert.Contains(
            "Another thread is using this network's layers",
            Assert.IsType<InvalidOperationException>(refusal).Message,
            StringComparison.Ordinal
        );
        held.WhileComputing = null;
        second.Predict(Draw.Normal(2, 3, 1));
    }

    [Fact]
    public void What_stands_in_two_places_is_refused_by_name()
    {
        var layer = new Affine(3, 3, Initializer.He, RandomNumbers.Create(1));
        Refuses("Layers 0 and 1.0 are one object (Affine 3 → 3)", layer, new Block(layer));
        var circle = new Circle();
        Refuses("Layers 0 and 0.0 are one object (Circle)", circle);
        Refuses("Layer 0.0 is null", new Circle { Inner = null! });
        Matrix<double> weight = Draw.Normal(3, 3, 1);
        var parameter = new Parameter("weight", weight);
        Refuses("0.weight and 1.weight are one matrix", new Of(parameter), new Of(parameter));
        Refuses(
            "0.weight and 1.0.weight are one matrix",
            new Of(parameter),
            new Block(new Of(new Parameter("weight", weight)))
        );
        Refuses("got 0.weight twice", new Of(parameter, new Parameter("weight", weight.Clone())));

        static void Refuses(string message, params ILayer[] layers) =>
            Assert.Contains(
                message,
                Assert
                    .Throws<ArgumentException>(() => new Network(3, layers, new SumSquaredError()))
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_block_is_frozen_by_all_its_parameters()
    {
        Network network = Deep(1);
        foreach (Parameter parameter in network.Layers[1].AllParameters)
        {
            parameter.IsFrozen = true;
        }

        Matrix<double>[] before = [.. network.Parameters.Select(item => item.Value.Clone())];
        Trained(network);
        Assert.Equal(
            [false, false, true, true, true, true, true, true, false, false],
            before.Zip(network.Parameters, (old, item) => old.Equals(item.Value))
        );
        Assert.Contains("(48 of them frozen)", network.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_without_a_description_goes_by_its_type_and_one_that_gives_null_is_named()
    {
        var network = new Network(3, [new Of(), new Generic<int>()], new SumSquaredError());
        Assert.Contains("\nOf ", network.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nGeneric ", network.ToString(), StringComparison.Ordinal);
        foreach (
            ILayer nothing in (ILayer[])
                [new Of(null!), new Of([null!]), new Block(new Of(new Parameter[1]))]
        )
        {
            Assert.Contains(
                "(Of) gives null",
                Assert
                    .Throws<ArgumentException>(() =>
                        new Network(3, [nothing], new SumSquaredError())
                    )
                    .Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_block_without_layers_is_refused()
    {
        Assert.Contains(
            "got []",
            Assert.Throws<ArgumentException>(() => new Block()).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "got [ReLU, null]",
            Assert.Throws<ArgumentException>(() => new Block(new ReLU(), null!)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>(() => new Block((IReadOnlyList<ILayer>)null!));
    }

    [Fact]
    public void Layers_that_do_not_fit_within_a_block_are_refused_when_the_network_is_made() =>
        Assert.Contains(
            "expects 5 columns, got 3",
            Assert
                .Throws<ArgumentException>(() =>
                    new Network(
                        3,
                        [
                            new Block(
                                new ReLU(),
                                new Affine(5, 2, Initializer.He, RandomNumbers.Create(1))
                            ),
                        ],
                        new SumSquaredError()
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    private static Network Build(Func<ILayer[], IReadOnlyList<ILayer>> arrange)
    {
        Random random = RandomNumbers.Create(1);
        return new Network(
            3,
            arrange([
                new Affine(3, 4, Initializer.He, random),
                new BatchNormalization(4),
                new Dropout(0.3, RandomNumbers.Create(2)),
                new Affine(4, 2, Initializer.He, random),
            ]),
            new SoftmaxCrossEntropy(),
            new L2(0.01)
        );
    }

    private static Network Deep(int seed)
    {
        Random random = RandomNumbers.Create(seed);
        return new Network(
            3,
            [
                new Affine(3, 4, Initializer.He, random),
                new Residual(
                    new Affine(4, 4, Initializer.He, random),
                    new BatchNormalization(4),
                    new OwnDropout(0.3, random),
                    new Block(new Affine(4, 4, Initializer.He, random), new ReLU())
                ),
                new Affine(4, 2, Initializer.He, random),
            ],
            new SoftmaxCrossEntropy()
        );
    }

    private static Network Head(ILayer first, Random random) =>
        new(
            3,
            [first, new ReLU(), new Affine(4, 2, Initializer.He, random)],
            new SoftmaxCrossEntropy()
        );

    private static double[] Trained(Network network) =>
        [
            .. new Trainer(network, new Adam(0.01)) { Epochs = 3, BatchSize = 8 }
                .Train(s_data)
                .Losses,
        ];

    /// <summary>As the documentation writes it.</summary>
    private sealed class Residual(params ILayer[] layers) : Block(layers)
    {
        public override Matrix<double> Forward(Matrix<double> input, bool training) =>
            input + base.Forward(input, training);

        public override Matrix<double> Backward(Matrix<double> outputGradient) =>
            outputGradient + base.Backward(outputGradient);
    }

    /// <summary>Dropout as a reader writes it, element by element.</summary>
    private sealed class OwnDropout(double probability, Random random) : ILayer
    {
        private Matrix<double>? _mask;

        public Random? Random => random;

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            _mask = input.Map(
                _ => training && random.NextDouble() < probability ? 0.0 : 1,
                Zeros.Include
            );
            return input.PointwiseMultiply(_mask);
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) =>
            outputGradient.PointwiseMultiply(_mask);

        public override string ToString() => nameof(OwnDropout);
    }

    private sealed class Circle : ILayer
    {
        public Circle() => Inner = this;

        public ILayer Inner { get; init; }

        public IReadOnlyList<ILayer> Layers => [Inner];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;

        public override string ToString() => nameof(Circle);
    }

    private sealed class Of(params Parameter[] parameters) : ILayer
    {
        public IReadOnlyList<Parameter> Parameters => parameters;

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    private sealed class Held : ILayer
    {
        public Action? WhileComputing { get; set; }

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            WhileComputing?.Invoke();
            return input;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    private sealed class Generic<T>() : Block(new ReLU());
}
