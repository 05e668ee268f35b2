using System.Reflection;
using MathNet.Numerics.LinearAlgebra;
using Rule = System.Func<
    MathNet.Numerics.LinearAlgebra.Matrix<double>,
    MathNet.Numerics.LinearAlgebra.Matrix<double>,
    NotebookNet.OptimizerState,
    double,
    int,
    MathNet.Numerics.LinearAlgebra.Matrix<double>
>;

namespace NotebookNet.Tests.Optimizers;

/// <summary>Optimizers that a reader derives, and the library's own in the same form.</summary>
public class OwnOptimizerTests
{
    private static readonly Dictionary<string, Func<Optimizer>> s_rules = new()
    {
        ["SGD"] = () => new SGD(0.1),
        ["Momentum"] = () => new Momentum(LearningRateSchedule.Step(0.1, 0.5, every: 7)),
        ["Nesterov"] = () => new Nesterov(LearningRateSchedule.Cosine(0.1, steps: 40)),
        ["AdaGrad"] = () => new AdaGrad(0.1),
        ["RMSProp"] = () => new RMSProp(0.01),
        ["AdaDelta"] = () => new AdaDelta(),
        ["Adam"] = () => new Adam(LearningRateSchedule.Cosine(0.1, steps: 40).AfterWarmUp(5)),
        ["Adam without bias correction"] = () => new Adam(0.1, biasCorrection: false),
        ["AdamW"] = () => new AdamW(0.1, weightDecay: 0.3),
    };

    public static TheoryData<string> Names => [.. s_rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_pass_and_matrices_are_one_rule(string name)
    {
        Optimizer onePass = s_rules[name]();
        Optimizer source = s_rules[name]();
        MethodInfo rule = typeof(Optimizer).GetMethod(
            "Update",
            BindingFlags.NonPublic | BindingFlags.Instance
        )!;
        var inMatrices = new RuleOf(source.LearningRate, rule.CreateDelegate<Rule>(source));
        Parameter[] first = Parameters();
        Parameter[] second = Parameters();
        for (int step = 0; step < 60; step++)
        {
            for (int i = 0; i < first.Length; i++)
            {
                Matrix<double> gradient = Draw.Normal(
                    first[i].Value.RowCount,
                    first[i].Value.ColumnCount,
                    seed: (100 * step) + i
                );
                gradient.CopyTo(first[i].Gradient);
                gradient.CopyTo(second[i].Gradient);
            }

            onePass.Update(first);
            inMatrices.Update(second);
        }

        foreach ((Parameter a, Parameter b) in first.Zip(second))
        {
            // Values of about 1, 60 steps with a few roundings each: the division by 1 − βᵗ is a product in one pass.
            double size = Math.Max(1, a.Value.Enumerate().Max(Math.Abs));
            // Math.Max passes a NaN on.
            double largest = (a.Value - b.Value)
                .Enumerate()
                .Aggregate(0.0, (largest, difference) => Math.Max(largest, Math.Abs(difference)));
            Assert.InRange(largest, 0, 4e-15 * size);
        }
    }

    [Fact]
    public void A_rule_of_ones_own_follows_its_equation()
    {
        var parameter = new Parameter("weight", Matrix<double>.Build.Dense(1, 2, [1.0, 2.0]));
        var optimizer = new Lion(0.1, beta1: 0.5, beta2: 0.75);
        parameter.GradientSpan[0] = 4;
        parameter.GradientSpan[1] = -4;
        optimizer.Update([parameter]);
        Assert.Equal([0.9, 2.1], parameter.Value.Enumerate());

        // m = ±1: 0.5·1 + 0.5·(−0.5) is still above 0, and 0.5·(−1) + 0.5·2 is too.
        parameter.GradientSpan[0] = -0.5;
        parameter.GradientSpan[1] = 2;
        optimizer.Update([parameter]);
        Assert.Equal([0.8, 2.0], parameter.Value.Enumerate());
        Assert.Equal(2, optimizer.Step);
    }

    [Fact]
    public void A_rule_of_ones_own_trains_a_network()
    {
        Dataset data = SyntheticData.Spiral(classCount: 3, pointsPerClass: 50, noise: 0.1, seed: 1);
        Network network = Network.FullyConnected(data.InputCount, [20], data.OutputCount, seed: 2);
        double before = network.Evaluate(data).Loss;
        var optimizer = new Lion(0.01);
        new Trainer(network, optimizer) { Steps = 300, BatchSize = 30 }.Train(data);
        double after = network.Evaluate(data).Loss;
        Assert.True(after < before / 2, $"from {before} to {after}");
        Assert.Equal(300, optimizer.Step);
    }

    [Fact]
    public void A_rule_of_ones_own_that_is_momentum_goes_momentum_s_way()
    {
        Vector<double> start = Vector<double>.Build.Dense([-7.0, 2.0]);
        Vector<double> Gradient(Vector<double> p) =>
            Vector<double>.Build.Dense([p[0] / 10, 2 * p[1]]);
        var own = new RuleOf(
            0.1,
            (θ, g, state, η, _) => θ + (state["v"] = 0.9 * state["v"] - η * g)
        );
        Assert.Equal(new Momentum(0.1).Path(Gradient, start, 30), own.Path(Gradient, start, 30));
        Assert.Equal(own.Path(Gradient, start, 30), own.Path(Gradient, start, 30));
        Assert.Equal(0, own.Step);
    }

    [Fact]
    public void A_rule_of_ones_own_is_called_by_its_type()
    {
        var optimizer = new Lion(LearningRateSchedule.Step(0.1, 0.5, every: 10));
        Assert.Equal("Lion", optimizer.Name);
        Assert.Equal("Lion (learning rate 0.1, times 0.5 every 10 steps)", optimizer.ToString());
    }

    [Fact]
    public void Updates_count_from_1_and_the_rate_is_the_schedule_s()
    {
        List<(double Rate, int T)> seen = [];
        var optimizer = new RuleOf(
            LearningRateSchedule.Step(0.8, 0.5, every: 2),
            (θ, _, _, η, t) =>
            {
                seen.Add((η, t));
                return θ;
            }
        );
        Parameter[] parameters = Parameters()[..1];
        for (int i = 0; i < 3; i++)
        {
            optimizer.Update(parameters);
        }

        Assert.Equal([(0.8, 1), (0.8, 2), (0.4, 3)], seen);
    }

    [Fact]
    public void What_is_remembered_is_a_copy_per_parameter_and_name_and_starts_at_zero()
    {
        Parameter[] parameters = Parameters();
        var optimizer = new RuleOf(
            0.1,
            (θ, g, state, _, t) =>
            {
                // The gradient of the step before, whose matrix is overwritten by then.
                Assert.All(state["g"].Enumerate(), value => Assert.Equal(t - 1, value));
                Assert.All(state["other"].Enumerate(), value => Assert.Equal(0, value));
                Assert.Equal((θ.RowCount, θ.ColumnCount), (g.RowCount, g.ColumnCount));
                state["g"] = g;
                return θ;
            }
        );
        for (int t = 1; t <= 3; t++)
        {
            foreach (Parameter parameter in parameters)
            {
                parameter.GradientSpan.Fill(t);
            }

            optimizer.Update(parameters);
        }
    }

    [Fact]
    public void A_rule_may_work_in_place_and_return_what_it_was_given()
    {
        var parameter = new Parameter("weight", Matrix<double>.Build.Dense(2, 2, 3));
        parameter.GradientSpan.Fill(1);
        new RuleOf(
            0.5,
            (θ, g, _, η, _) =>
            {
                θ.Subtract(η * g, θ);
                return θ;
            }
        ).Update([parameter]);
        Assert.All(parameter.Value.Enumerate(), value => Assert.Equal(2.5, value));
    }

    [Fact]
    public void A_rule_that_loses_the_shape_is_named_and_nothing_moves()
    {
        (Func<Matrix<double>, OptimizerState, Matrix<double>?> Rule, string Message)[] wrong =
        [
            (
                (θ, _) => θ.Transpose(),
                "RuleOf: what Update returns for weight 3×2 must be a 3×2 matrix, got 2×3."
            ),
            (
                (_, _) => null,
                "RuleOf: what Update returns for weight 3×2 must be a 3×2 matrix, got null."
            ),
            (
                (θ, state) => state["v"] = θ.Row(0).ToRowMatrix(),
                "RuleOf: \"v\" of weight 3×2 must be a 3×2 matrix, got 1×2."
            ),
            (
                (θ, state) => state["v"] = null!,
                "RuleOf: \"v\" of weight 3×2 must be a 3×2 matrix, got null."
            ),
        ];
        foreach (
            (Func<Matrix<double>, OptimizerState, Matrix<double>?> rule, string message) in wrong
        )
        {
            var parameter = new Parameter("weight", Matrix<double>.Build.Dense(3, 2, 1));
            var optimizer = new RuleOf(0.1, (θ, _, state, _, _) => rule(θ, state)!);
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
                optimizer.Update([parameter])
            );
            Assert.Equal(message, exception.Message);
            Assert.All(parameter.Value.Enumerate(), value => Assert.Equal(1, value));
            Assert.Equal(0, optimizer.Step);
        }
    }

    [Fact]
    public void A_name_of_what_is_remembered_is_not_empty()
    {
        var optimizer = new RuleOf(0.1, (_, _, state, _, _) => state[" "]);
        Assert.Throws<ArgumentException>(() => optimizer.Update(Parameters()));
        var nameless = new RuleOf(0.1, (_, _, state, _, _) => state[null!]);
        Assert.Throws<ArgumentNullException>(() => nameless.Update(Parameters()));
    }

    [Fact]
    public void A_rule_that_divides_zero_by_zero_is_named()
    {
        var optimizer = new RuleOf(0.1, (θ, g, _, η, _) => θ - η * g.PointwiseDivide(g));
        var parameter = new Parameter("weight", Matrix<double>.Build.Dense(3, 2, 1));
        parameter.Gradient[1, 0] = 5;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            optimizer.Update([parameter])
        );
        Assert.StartsWith(
            "RuleOf: update 1 made weight 3×2 not a number at row 0, column 0,",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.All(parameter.Value.Enumerate(), value => Assert.Equal(1, value));
        Assert.Throws<InvalidOperationException>(() =>
            optimizer.Path(p => 0 * p, Vector<double>.Build.Dense(2), 3)
        );
    }

    [Fact]
    public void A_path_that_blows_up_by_a_rule_of_ones_own_yields_its_numbers()
    {
        IReadOnlyList<Vector<double>> path = new RuleOf(10, (θ, g, _, η, _) => θ - η * g).Path(
            p => 2 * p,
            Vector<double>.Build.Dense([-3.0, 4.0]),
            400
        );
        Assert.Equal(-3 * Math.Pow(19, 100), path[100][0], Math.Pow(19, 100) * 1e-12);
        Assert.False(double.IsFinite(path[400][0]));
    }

    [Fact]
    public void An_optimizer_that_is_updating_is_refused_to_another_and_goes_on_after()
    {
        Parameter[] parameters = Parameters();
        Optimizer optimizer = null!;
        bool again = true;
        optimizer = new RuleOf(
            0.1,
            (θ, _, _, _, _) =>
            {
                if (again)
                {
                    optimizer.Update(parameters);
                }

                return θ;
            }
        );
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            optimizer.Update(parameters)
        );
        Assert.Contains(
            "RuleOf is in an update already",
            exception.Message,
            StringComparison.Ordinal
        );
        again = false;
        optimizer.Update(parameters);
        Assert.Equal(1, optimizer.Step);
    }

    private static Parameter[] Parameters() =>
        [
            new("weight", Draw.Normal(31, 17, seed: 1)),
            new("bias", Draw.Normal(1, 17, seed: 2), isRegularized: false),
            new("weight", Draw.Normal(1, 1, seed: 3)),
            new("long weight", Draw.Normal(20_001, 1, seed: 4)),
        ];
}
