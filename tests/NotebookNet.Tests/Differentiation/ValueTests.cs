using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

public sealed class ValueTests
{
    /// <summary>A function in values, the same in numbers, and where.</summary>
    public static TheoryData<string, Func<Value, Value>, Func<double, double>, double> Functions =>
        new()
        {
            { "x + 3", x => x + 3, x => x + 3, 2 },
            { "3 + x", x => 3 + x, x => 3 + x, -2 },
            { "x − 3", x => x - 3, x => x - 3, 2 },
            { "3 − x", x => 3 - x, x => 3 - x, 2 },
            { "2·x", x => 2 * x, x => 2 * x, -4 },
            { "x·2", x => x * 2, x => x * 2, -4 },
            { "x/4", x => x / 4, x => x / 4, 3 },
            { "3/x", x => 3 / x, x => 3 / x, -4 },
            { "−x", x => -x, x => -x, 5 },
            { "exp", x => x.Exp(), Math.Exp, 0.7 },
            { "log", x => x.Log(), Math.Log, 0.7 },
            { "√", x => x.Sqrt(), Math.Sqrt, 0.7 },
            { "tanh", x => x.Tanh(), Math.Tanh, -0.7 },
            { "ReLU of what is positive", x => x.ReLU(), x => Math.Max(0, x), 0.7 },
            { "ReLU of what is negative", x => x.ReLU(), x => Math.Max(0, x), -0.7 },
            { "x·x·x", x => x * x * x, x => x * x * x, -1.5 },
            { "x·x + 3x", x => x * x + 3 * x, x => (x * x) + (3 * x), 4 },
            { "sigmoid", x => 1 / (1 + (-x).Exp()), x => 1 / (1 + Math.Exp(-x)), 1 },
            { "x/x", x => x / x, _ => 1, 3 },
            { "x − x", x => x - x, _ => 0, 3 },
            {
                "tanh(x)·x/√(x + 2)",
                x => x.Tanh() * x / (x + 2).Sqrt(),
                x => Math.Tanh(x) * x / Math.Sqrt(x + 2),
                0.4
            },
        };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_derivative_matches_central_differences(
        string name,
        Func<Value, Value> function,
        Func<double, double> numbers,
        double at
    )
    {
        Value x = at;
        Value y = function(x);
        y.Backward();

        Assert.Equal(numbers(at), y.Data, 1e-14);
        double numerical = NumericalDerivative.Central(numbers, at, 1e-5);
        Assert.True(Math.Abs(numerical - x.Gradient) < 1e-9, $"{name}: {numerical}, {x}");
        Assert.Equal(1, y.Gradient);
    }

    [Fact]
    public void Two_apples_and_a_tax_have_the_derivatives_of_the_product()
    {
        Value price = new(100, "price"),
            count = new(2, "count"),
            tax = new(1.1, "tax");
        Value total = price * count * tax;
        total.Backward();

        Assert.Equal(100 * 2 * 1.1, total.Data);
        Assert.Equal(
            [2 * 1.1, 100 * 1.1, 200],
            new[] { price.Gradient, count.Gradient, tax.Gradient }
        );
    }

    [Fact]
    public void A_value_says_its_name_its_number_and_its_gradient_in_every_culture()
    {
        Value tax = new(1.1, "tax"),
            two = 2;
        Value product = tax * two;
        product.Backward();

        Assert.Equal("tax = 1.1, gradient 2", $"{tax}");
        Assert.Equal("value = 2, gradient 1.1", $"{two}");
        Assert.Equal("× = 2.2, gradient 1", $"{product}");
    }

    [Fact]
    public void The_inputs_of_a_value_are_what_it_was_computed_from_with_the_local_derivatives()
    {
        Value x = 3,
            y = 4;

        Assert.Empty(x.Inputs);
        Assert.Equal([(x, 4), (y, 3)], (x * y).Inputs);
        Assert.Equal([(x, 0.25), (y, -3.0 / 16)], (x / y).Inputs);
        Assert.Equal("/", (x / y).Name);
    }

    [Fact]
    public void A_value_is_named_after_the_operation_that_made_it()
    {
        Value x = 3,
            y = 4;

        Assert.Equal(
            ["+", "−", "×", "/", "exp", "log", "√", "tanh", "ReLU"],
            new[]
            {
                x + y,
                x - y,
                x * y,
                x / y,
                x.Exp(),
                x.Log(),
                x.Sqrt(),
                x.Tanh(),
                x.ReLU(),
            }.Select(made => made.Name)
        );
        Assert.Null(x.Name);
    }

    [Fact]
    public void A_value_on_many_ways_gets_the_sum_over_all_of_them()
    {
        // Each doubling uses its argument twice: 2⁶⁰ ways, 61 values.
        Value x = 1,
            y = x;
        for (int i = 0; i < 60; i++)
        {
            y += y;
        }

        y.Backward();

        Assert.Equal(Math.Pow(2, 60), x.Gradient);
    }

    [Fact]
    public void A_value_that_is_reached_early_and_late_waits_for_all_that_comes_back()
    {
        // y = x·(x + (x + 1)·x) = x³ + 2x², and x is an input at every depth, on both sides.
        Value x = 3;
        Value y = x * (x + (x + 1) * x);
        y.Backward();

        Assert.Equal((3 * 9) + (4 * 3), x.Gradient);
    }

    [Fact]
    public void Going_backward_twice_gives_the_same_as_once()
    {
        Value x = 3;
        Value square = x * x;
        Value y = square + square;
        y.Backward();
        y.Backward();

        Assert.Equal((12, 2, 1), (x.Gradient, square.Gradient, y.Gradient));
    }

    [Fact]
    public void The_last_result_that_went_backward_counts_and_others_stay()
    {
        Value x = 3,
            other = 5;
        Value first = x * other,
            second = 7 * x;
        first.Backward();
        second.Backward();

        Assert.Equal((7, 3, 1), (x.Gradient, other.Gradient, first.Gradient));
    }

    [Fact]
    public void Going_backward_from_a_given_number_gives_1()
    {
        Value x = 3;
        x.Backward();

        Assert.Equal(1, x.Gradient);
    }

    [Fact]
    public void A_graph_of_a_hundred_thousand_values_in_a_row_does_not_overflow_the_stack()
    {
        Value x = 2,
            sum = x;
        for (int i = 0; i < 100_000; i++)
        {
            sum = sum + x;
        }

        sum.Backward();

        Assert.Equal(100_001, x.Gradient);
    }

    [Fact]
    public void Division_by_0_and_logarithms_go_on_as_IEEE_754_says()
    {
        (double, double) At(double at, Func<Value, Value> function)
        {
            Value x = at;
            Value y = function(x);
            y.Backward();
            return (y.Data, x.Gradient);
        }

        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), At(0, x => 1 / x));
        Assert.Equal((double.NaN, double.NaN), At(0, x => x / x));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), At(0, x => x.Log()));
        Assert.Equal((0, double.PositiveInfinity), At(0, x => x.Sqrt()));
        Assert.Equal((double.NaN, double.NaN), At(-1, x => x.Sqrt()));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), At(1000, x => x.Exp()));
        Assert.Equal((double.NaN, 0), At(double.NaN, x => x.ReLU()));
        Assert.Equal((0, 0), At(0, x => x.ReLU()));
        Assert.Equal((0, double.NaN), At(0, x => x.Sqrt().ReLU()));
    }

    [Fact]
    public void A_quotient_of_tiny_numbers_has_its_derivative_where_the_square_would_be_0()
    {
        Value x = 1e-300,
            y = 1e-200;
        (x / y).Backward();

        Assert.Equal(-1e100, y.Gradient, 1e86);
    }

    [Fact]
    public void A_null_is_refused_by_name()
    {
        Value x = 1;

        Assert.Throws<ArgumentNullException>("y", () => x * null!);
        Assert.Throws<ArgumentNullException>("x", () => null! + x);
        Assert.Throws<ArgumentNullException>("y", () => -(Value)null!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_network_in_values_has_the_loss_and_the_gradients_of_the_layers(bool tanh)
    {
        Network network = Network.FullyConnected(
            3,
            [4],
            3,
            activation: () => tanh ? new Tanh() : new ReLU(),
            initializer: Initializer.Normal(0.8),
            seed: 3
        );
        Random random = RandomNumbers.Create(seed: 4);
        Matrix<double> input = Matrix<double>.Build.Dense(6, 3, (_, _) => random.NextGaussian());
        int[] labels = [0, 1, 2, 2, 1, 0];
        double expected = network.Backpropagate(input, Targets.FromLabels(labels, 3));

        Value[][,] parameters =
        [
            .. network.Parameters.Select(parameter => Values(parameter.Value)),
        ];
        Value loss = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            Value[] x = [.. input.Row(sample).Select(number => (Value)number)];
            Value[] hidden =
            [
                .. Affine(x, parameters[0], parameters[1]).Select(h => tanh ? h.Tanh() : h.ReLU()),
            ];
            Value[] logits = Affine(hidden, parameters[2], parameters[3]);
            Value exponentials = logits.Select(logit => logit.Exp()).Aggregate((a, b) => a + b);
            loss += (exponentials.Log() - logits[labels[sample]]) / labels.Length;
        }

        loss.Backward();

        Assert.Equal(expected, loss.Data, 1e-14);
        Assert.All(
            parameters.Zip(network.Parameters),
            pair =>
                Close.Matrices(
                    pair.Second.Gradient,
                    Matrix<double>.Build.Dense(
                        pair.First.GetLength(0),
                        pair.First.GetLength(1),
                        (i, j) => pair.First[i, j].Gradient
                    ),
                    1e-14
                )
        );
    }

    private static Value[,] Values(Matrix<double> matrix)
    {
        var values = new Value[matrix.RowCount, matrix.ColumnCount];
        foreach ((int i, int j, double number) in matrix.EnumerateIndexed())
        {
            values[i, j] = number;
        }

        return values;
    }

    private static Value[] Affine(Value[] x, Value[,] weight, Value[,] bias) =>
        [
            .. Enumerable
                .Range(0, weight.GetLength(1))
                .Select(j =>
                    x.Select((number, i) => number * weight[i, j])
                        .Aggregate(bias[0, j], (a, b) => a + b)
                ),
        ];
}
