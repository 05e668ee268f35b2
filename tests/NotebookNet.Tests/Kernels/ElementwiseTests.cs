using System.Globalization;
using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

public class ElementwiseTests
{
    private delegate void Loop(ReadOnlySpan<double> x, Span<double> destination);

    /// <summary>Errors in units of the last place of the result, against values to 106 bits (reference/elementary_functions.py).</summary>
    [Theory]
    [InlineData("exp", 1.0)]
    [InlineData("log", 1.0)]
    [InlineData("tanh", 2.0)]
    [InlineData("sigmoid", 2.0)]
    public void A_function_is_off_by_few_units_in_the_last_place(string name, double limit)
    {
        double[][] lines =
        [
            .. File.ReadLines(
                    Path.Combine(AppContext.BaseDirectory, "reference", "elementary_functions.csv")
                )
                .Select(line => line.Split(','))
                .Where(fields => fields[0] == name)
                .Select(fields =>
                    fields[1..]
                        .Select(field => double.Parse(field, CultureInfo.InvariantCulture))
                        .ToArray()
                ),
        ];
        double[] results = new double[lines.Length];
        LoopOf(name)([.. lines.Select(line => line[0])], results);
        for (int i = 0; i < lines.Length; i++)
        {
            (double x, double high, double low) = (lines[i][0], lines[i][1], lines[i][2]);
            double unit = Math.BitIncrement(Math.Abs(high)) - Math.Abs(high);
            double error = Math.Abs(results[i] - high - low) / unit;
            Assert.True(
                error <= limit,
                $"{name}({x:R}) = {results[i]:R}, expected {high:R}: {error} units"
            );
        }

        Assert.True(lines.Length > 250);
    }

    [Theory]
    [InlineData("exp", double.NegativeInfinity, 0.0)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", 709.8, double.PositiveInfinity)]
    [InlineData("exp", 1e308, double.PositiveInfinity)]
    [InlineData("exp", -745.14, 0.0)]
    [InlineData("exp", -1e308, 0.0)]
    [InlineData("exp", 0.0, 1.0)]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("log", 0.0, double.NegativeInfinity)]
    [InlineData("log", -1.0, double.NaN)]
    [InlineData("log", -5e-324, double.NaN)]
    [InlineData("log", double.NegativeInfinity, double.NaN)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log", 1.0, 0.0)]
    [InlineData("log", double.NaN, double.NaN)]
    [InlineData("tanh", double.NegativeInfinity, -1.0)]
    [InlineData("tanh", double.PositiveInfinity, 1.0)]
    [InlineData("tanh", -1e308, -1.0)]
    [InlineData("tanh", 0.0, 0.0)]
    [InlineData("tanh", double.NaN, double.NaN)]
    [InlineData("sigmoid", double.NegativeInfinity, 0.0)]
    [InlineData("sigmoid", double.PositiveInfinity, 1.0)]
    [InlineData("sigmoid", -1e308, 0.0)]
    [InlineData("sigmoid", 1e308, 1.0)]
    [InlineData("sigmoid", 0.0, 0.5)]
    [InlineData("sigmoid", double.NaN, double.NaN)]
    public void A_function_has_its_limits(string name, double x, double expected)
    {
        double[] results = new double[11];
        LoopOf(name)([.. Enumerable.Repeat(x, 11)], results);
        Assert.All(results, result => AssertSameBits(expected, result));
    }

    [Fact]
    public void The_sign_of_zero_counts_as_the_functions_have_it()
    {
        AssertSameBits(-0.0, Elementwise.Tanh(-0.0));
        AssertSameBits(double.NegativeInfinity, Elementwise.Log(-0.0));
        AssertSameBits(1.0, Elementwise.Exp(-0.0));
        AssertSameBits(0.5, Elementwise.Sigmoid(-0.0));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    public void An_element_does_not_depend_on_where_it_stands(string name)
    {
        double[] x = Random(37, 5);
        Func<double, double> one = name switch
        {
            "exp" => Elementwise.Exp,
            "log" => Elementwise.Log,
            "tanh" => Elementwise.Tanh,
            _ => Elementwise.Sigmoid,
        };
        for (int length = 0; length <= x.Length; length++)
        {
            double[] inPlace = x[..length];
            LoopOf(name)(inPlace, inPlace);
            for (int i = 0; i < length; i++)
            {
                AssertSameBits(one(x[i]), inPlace[i]);
            }
        }
    }

    [Fact]
    public void The_exact_loops_round_once_at_every_length()
    {
        for (int length = 0; length < 40; length++)
        {
            double[] x = Random(length, 1);
            double[] y = Random(length, 2);
            Check((i) => 0.3 * x[i], d => Elementwise.Scale(0.3, x, d));
            Check((i) => x[i] > 0 ? x[i] : 0.0, d => Elementwise.Rectify(x, d));
            Check((i) => x[i] > 0 ? y[i] : 0.0, d => Elementwise.RectifyBackward(x, y, d));
            Check(
                (i) => Math.FusedMultiplyAdd(0.3, x[i], y[i]),
                d =>
                {
                    y.CopyTo(d, 0);
                    Elementwise.AddScaled(0.3, x, d);
                }
            );
            Check(
                (i) => y[i] * Math.FusedMultiplyAdd(-x[i], x[i], 1.0),
                d => Elementwise.TanhBackward(x, y, d)
            );
            Check((i) => y[i] * (x[i] * (1.0 - x[i])), d => Elementwise.SigmoidBackward(x, y, d));

            void Check(Func<int, double> expected, Action<double[]> loop)
            {
                double[] destination = new double[length];
                loop(destination);
                for (int i = 0; i < length; i++)
                {
                    AssertSameBits(expected(i), destination[i]);
                }
            }
        }
    }

    [Fact]
    public void Rectify_keeps_NaN_and_makes_every_zero_positive()
    {
        double[] x =
        [
            double.NaN,
            -0.0,
            0.0,
            -1.0,
            double.PositiveInfinity,
            double.NegativeInfinity,
        ];
        Elementwise.Rectify(x, x);
        double[] expected = [double.NaN, 0.0, 0.0, 0.0, double.PositiveInfinity, 0.0];
        for (int i = 0; i < x.Length; i++)
        {
            AssertSameBits(expected[i], x[i]);
        }
    }

    [Fact]
    public void Spans_of_different_lengths_are_refused()
    {
        double[] three = new double[3];
        double[] four = new double[4];
        Assert.Throws<ArgumentException>(() => Elementwise.Tanh(three, four));
        Assert.Throws<ArgumentException>(() => Elementwise.Rectify(three, four));
        Assert.Throws<ArgumentException>(() => Elementwise.Scale(2.0, three, four));
        Assert.Throws<ArgumentException>(() => Elementwise.AddScaled(2.0, four, three));
        Assert.Throws<ArgumentException>(() => Elementwise.TanhBackward(three, four, three));
        Assert.Throws<ArgumentException>(() => Elementwise.TanhBackward(three, three, four));
    }

    private static Loop LoopOf(string name) =>
        name switch
        {
            "exp" => (x, y) => VectorLoops.Map(default(ExpFunction), x, x, y),
            "log" => (x, y) => VectorLoops.Map(default(LogFunction), x, x, y),
            "tanh" => Elementwise.Tanh,
            _ => Elementwise.Sigmoid,
        };

    private readonly struct ExpFunction : IFunction
    {
        public Vector<double> Apply(Vector<double> x, Vector<double> _) =>
            ElementaryFunctions.Exp(x);
    }

    private readonly struct LogFunction : IFunction
    {
        public Vector<double> Apply(Vector<double> x, Vector<double> _) =>
            ElementaryFunctions.Log(x);
    }

    private static double[] Random(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.3) * 3)];
    }

    private static void AssertSameBits(double expected, double actual)
    {
        if (!double.IsNaN(expected) || !double.IsNaN(actual))
        {
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(expected),
                BitConverter.DoubleToInt64Bits(actual)
            );
        }
    }
}
