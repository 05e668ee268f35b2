using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Optimizers;

public class OptimizerTests
{
    private static readonly Dictionary<string, Func<LearningRateSchedule, Optimizer>> s_rules =
        new()
        {
            ["SGD"] = rate => new SGD(rate),
            ["Momentum"] = rate => new Momentum(rate),
            ["Nesterov"] = rate => new Nesterov(rate),
            ["AdaGrad"] = rate => new AdaGrad(rate),
            ["RMSProp"] = rate => new RMSProp(rate),
            ["AdaDelta"] = rate => new AdaDelta(rate),
            ["Adam"] = rate => new Adam(rate),
            ["AdamW"] = rate => new AdamW(rate),
        };

    public static TheoryData<string> Names => [.. s_rules.Keys];

    public static TheoryData<string, Func<Optimizer>> BadSettings =>
        new()
        {
            { "learningRate", () => new SGD(-0.1) },
            { "learningRate", () => new SGD(0) },
            { "learningRate", () => new Adam(double.NaN) },
            { "learningRate", () => new Adam(double.PositiveInfinity) },
            { "momentum", () => new Momentum(0.1, momentum: 1) },
            { "momentum", () => new Momentum(0.1, momentum: -0.1) },
            { "momentum", () => new Nesterov(0.1, momentum: double.NaN) },
            { "epsilon", () => new AdaGrad(0.1, epsilon: 0) },
            { "decay", () => new RMSProp(0.1, decay: 1) },
            { "epsilon", () => new RMSProp(0.1, epsilon: -1e-8) },
            { "decay", () => new AdaDelta(1, decay: -0.5) },
            { "epsilon", () => new AdaDelta(1, epsilon: double.PositiveInfinity) },
            { "beta1", () => new Adam(0.1, beta1: 1) },
            { "beta2", () => new Adam(0.1, beta2: -0.999) },
            { "epsilon", () => new Adam(0.1, epsilon: 0) },
            { "weightDecay", () => new AdamW(0.1, weightDecay: -0.01) },
            { "beta1", () => new AdamW(0.1, beta1: 1.5) },
            { "beta2", () => new AdamW(0.1, beta2: double.NaN) },
            { "epsilon", () => new AdamW(0.1, epsilon: 0) },
        };

    [Theory]
    [MemberData(nameof(BadSettings), DisableDiscoveryEnumeration = true)]
    public void A_setting_outside_its_range_is_named(string setting, Func<Optimizer> make)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.Equal(setting, exception.ParamName);
        Assert.Matches(@"got (NaN|Infinity|-?\d[\d.]*(E-\d+)?)\b", exception.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_schedule_is_refused(string name) =>
        Assert.Throws<ArgumentNullException>(() => s_rules[name](null!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Long_parameters_move_as_their_elements_do_one_by_one(string name)
    {
        // Longer than two parts of the threads, and no multiple of a register.
        const int length = 70_003;
        Random random = RandomNumbers.Create(1);
        double[] start = [.. Enumerable.Range(0, length).Select(_ => random.NextGaussian())];
        double[][] gradients =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Enumerable.Range(0, length).Select(_ => random.NextGaussian()).ToArray()
                ),
        ];
        var whole = new Parameter("weight", Matrix<double>.Build.Dense(length, 1, [.. start]));
        Optimizer optimizer = s_rules[name](0.1);
        foreach (double[] gradient in gradients)
        {
            gradient.CopyTo(whole.GradientSpan);
            optimizer.Update([whole]);
        }

        foreach (int i in (int[])[0, 1, 2, 3, 4, 32_767, 32_768, 35_001, 35_002, 70_000, 70_002])
        {
            var single = new Parameter("weight", Matrix<double>.Build.Dense(1, 1, start[i]));
            Optimizer alone = s_rules[name](0.1);
            foreach (double[] gradient in gradients)
            {
                single.GradientSpan[0] = gradient[i];
                alone.Update([single]);
            }

            Assert.Equal(
                BitConverter.DoubleToInt64Bits(single.ValueSpan[0]),
                BitConverter.DoubleToInt64Bits(whole.ValueSpan[i])
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Updates_after_the_first_allocate_nothing(string name)
    {
        Parameter[] parameters =
        [
            new("weight", Matrix<double>.Build.Dense(300, 301, 1)),
            new("bias", Matrix<double>.Build.Dense(1, 7, 1), isRegularized: false),
        ];
        Optimizer optimizer = s_rules[name](LearningRateSchedule.Cosine(0.1, 10).AfterWarmUp(3));
        Assert.Equal(0, Allocations.Of(() => optimizer.Update(parameters)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_path_begins_anew_each_time_and_leaves_the_optimizer_as_it_was(string name)
    {
        Optimizer optimizer = s_rules[name](LearningRateSchedule.Exponential(0.1, 0.9));
        Vector<double> start = Vector<double>.Build.Dense([-7.0, 2.0]);
        Vector<double> Gradient(Vector<double> p) =>
            Vector<double>.Build.Dense([p[0] / 10, 2 * p[1]]);

        IReadOnlyList<Vector<double>> first = optimizer.Path(Gradient, start, 30);
        IReadOnlyList<Vector<double>> second = optimizer.Path(Gradient, start, 30);

        Assert.Equal(31, first.Count);
        Assert.Equal(first, second);
        Assert.Equal(0, optimizer.Step);
        Assert.Equal([-7.0, 2.0], start);
        Assert.Equal(start, first[0]);

        var parameter = new Parameter("point", start.ToColumnMatrix());
        for (int step = 0; step < 30; step++)
        {
            Gradient(parameter.Value.Column(0)).ToColumnMatrix().CopyTo(parameter.Gradient);
            optimizer.Update([parameter]);
            Assert.Equal(parameter.Value.Column(0), first[step + 1]);
        }
    }

    [Fact]
    public void A_path_refuses_a_gradient_of_another_length_and_a_negative_number_of_steps()
    {
        var optimizer = new SGD(0.1);
        Vector<double> start = Vector<double>.Build.Dense([1.0, 2.0]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            optimizer.Path(_ => Vector<double>.Build.Dense(3), start, 1)
        );
        Assert.Contains("2 numbers", exception.Message, StringComparison.Ordinal);
        Assert.Contains("got 3", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => optimizer.Path(_ => null!, start, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Path(p => p, start, -1));
        Assert.Throws<ArgumentNullException>(() => optimizer.Path(null!, start, 1));
        Assert.Throws<ArgumentNullException>(() => optimizer.Path(p => p, null!, 1));
    }

    [Fact]
    public void A_path_that_blows_up_yields_its_numbers()
    {
        IReadOnlyList<Vector<double>> path = new SGD(10).Path(
            p => 2 * p,
            Vector<double>.Build.Dense([-3.0, 4.0]),
            400
        );
        // Each step multiplies by 1 − 2·10 = −19.
        Assert.Equal(-3 * Math.Pow(19, 100), path[100][0], Math.Pow(19, 100) * 1e-12);
        Assert.False(double.IsFinite(path[400][0]));
    }

    [Fact]
    public void Gradient_descent_at_rate_0_1_ends_where_the_course_says()
    {
        Vector<double> end = new SGD(0.1).Path(
            p => 2 * p,
            Vector<double>.Build.Dense([-3.0, 4.0]),
            100
        )[^1];
        Assert.Equal(-3 * Math.Pow(0.8, 100), end[0], 1e-22);
        Assert.Equal(4 * Math.Pow(0.8, 100), end[1], 1e-22);
        Assert.Equal(-6.1e-10, end[0], 0.05e-10);
        Assert.Equal(8.1e-10, end[1], 0.05e-10);
    }

    [Fact]
    public void Gradient_descent_at_rate_10_with_central_differences_stops_where_the_course_says()
    {
        // Past 1e12 the step of 1e-4 is lost beside x: the numerical gradient becomes 0 and the blow-up stands still.
        Vector<double> end = new SGD(10).Path(
            NumericalGradient,
            Vector<double>.Build.Dense([-3.0, 4.0]),
            100
        )[^1];
        Assert.Equal(-2.59e13, end[0], 0.01e13);
        Assert.Equal(-1.30e12, end[1], 0.01e12);

        static Vector<double> NumericalGradient(Vector<double> p)
        {
            const double h = 1e-4;
            Vector<double> gradient = Vector<double>.Build.Dense(p.Count);
            for (int i = 0; i < p.Count; i++)
            {
                double x = p[i];
                p[i] = x + h;
                double above = (p[0] * p[0]) + (p[1] * p[1]);
                p[i] = x - h;
                double below = (p[0] * p[0]) + (p[1] * p[1]);
                p[i] = x;
                gradient[i] = (above - below) / (2 * h);
            }

            return gradient;
        }
    }

    [Fact]
    public void A_rate_of_1e_10_does_not_move()
    {
        Vector<double> end = new SGD(1e-10).Path(
            p => 2 * p,
            Vector<double>.Build.Dense([-3.0, 4.0]),
            100
        )[^1];
        Assert.Equal(-3, end[0], 1e-7);
        Assert.Equal(4, end[1], 1e-7);
    }

    [Fact]
    public void Weight_decay_acts_on_regularized_parameters_only()
    {
        Parameter[] parameters =
        [
            new("weight", Matrix<double>.Build.Dense(2, 2, 3)),
            new("bias", Matrix<double>.Build.Dense(1, 2, 3), isRegularized: false),
        ];
        new AdamW(0.1, weightDecay: 0.5).Update(parameters);
        // No gradient: Adam's own step is 0/(0 + ε).
        Assert.All(parameters[0].Value.Enumerate(), value => Assert.Equal(3 * 0.95, value, 1e-15));
        Assert.All(parameters[1].Value.Enumerate(), value => Assert.Equal(3, value));
    }

    [Fact]
    public void A_second_network_is_refused_and_nothing_moves()
    {
        var first = new Parameter("weight", Matrix<double>.Build.Dense(1, 1, 1));
        var second = new Parameter("weight", Matrix<double>.Build.Dense(2, 1, 1));
        first.GradientSpan[0] = 1;
        var optimizer = new Adam(0.1);
        optimizer.Update([first]);
        double before = first.ValueSpan[0];
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            optimizer.Update([second])
        );
        Assert.Contains("weight 2×1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, first.ValueSpan[0]);
        Assert.Equal(1, optimizer.Step);
    }

    [Fact]
    public void A_rate_that_is_none_is_refused_and_nothing_moves()
    {
        var parameter = new Parameter("weight", Matrix<double>.Build.Dense(1, 1, 1));
        parameter.GradientSpan[0] = 1;
        var optimizer = new SGD(new FallingBelowZero());
        optimizer.Update([parameter]);
        double before = parameter.ValueSpan[0];
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            optimizer.Update([parameter])
        );
        Assert.Contains("got -1 ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("step 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, parameter.ValueSpan[0]);
    }

    [Theory]
    [InlineData("SGD", "SGD (learning rate 0.1)")]
    [InlineData("Momentum", "Momentum (learning rate 0.1, momentum 0.9)")]
    [InlineData("RMSProp", "RMSProp (learning rate 0.1, decay 0.99)")]
    [InlineData("Adam", "Adam (learning rate 0.1, β₁ 0.9, β₂ 0.999)")]
    [InlineData("AdamW", "AdamW (learning rate 0.1, weight decay 0.01, β₁ 0.9, β₂ 0.999)")]
    public void An_optimizer_says_what_it_is(string name, string expected)
    {
        Assert.Equal(expected, s_rules[name](0.1).ToString());
        Assert.Equal(name, s_rules[name](0.1).Name);
    }

    private sealed class FallingBelowZero : LearningRateSchedule
    {
        public override double At(int step) => 1 - (2 * step);
    }
}
