using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Initializers;

public class InitializerTests
{
    private const int FanIn = 400;
    private const int FanOut = 300;

    private static readonly Dictionary<string, Initializer> s_all = new Initializer[]
    {
        Initializer.Zeros,
        Initializer.Constant(0.5),
        Initializer.Normal(0.01),
        Initializer.Uniform(-1, 3),
        Initializer.Xavier,
        Initializer.GlorotNormal,
        Initializer.GlorotUniform,
        Initializer.He,
        Initializer.HeUniform,
    }.ToDictionary(initializer => initializer.ToString());

    public static TheoryData<string> Names => [.. s_all.Keys];

    /// <summary>Each name with its standard deviation in the paper.</summary>
    public static TheoryData<string, double> NormalOnes =>
        new()
        {
            { "normal(0.01)", 0.01 },
            { "Xavier", 1 / Math.Sqrt(FanIn) },
            { "Glorot normal", Math.Sqrt(2.0 / (FanIn + FanOut)) },
            { "He", Math.Sqrt(2.0 / FanIn) },
        };

    /// <summary>Each name with its bounds in the paper.</summary>
    public static TheoryData<string, double, double> UniformOnes =>
        new()
        {
            { "uniform(-1, 3)", -1, 3 },
            {
                "Glorot uniform",
                -Math.Sqrt(6.0 / (FanIn + FanOut)),
                Math.Sqrt(6.0 / (FanIn + FanOut))
            },
            { "He uniform", -Math.Sqrt(6.0 / FanIn), Math.Sqrt(6.0 / FanIn) },
        };

    [Theory]
    [MemberData(nameof(NormalOnes))]
    public void A_normal_initializer_has_mean_variance_and_shape_of_its_definition(
        string name,
        double deviation
    )
    {
        double[] values = Values(name);
        CheckMoments(values, 0, deviation * deviation, kurtosis: 3);
        // The normal distribution's probabilities within 1, 2 and 3 standard deviations.
        CheckShare(values, value => Math.Abs(value) < deviation, 0.682689492137086);
        CheckShare(values, value => Math.Abs(value) < 2 * deviation, 0.954499736103642);
        CheckShare(values, value => Math.Abs(value) < 3 * deviation, 0.997300203936740);
    }

    [Theory]
    [MemberData(nameof(UniformOnes))]
    public void A_uniform_initializer_has_mean_variance_and_shape_of_its_definition(
        string name,
        double minimum,
        double maximum
    )
    {
        double[] values = Values(name);
        double width = maximum - minimum;
        CheckMoments(values, (minimum + maximum) / 2, width * width / 12, kurtosis: 1.8);
        Assert.All(values, value => Assert.InRange(value, minimum, maximum));
        for (int k = 1; k < 10; k++)
        {
            double bound = minimum + (k * width / 10);
            CheckShare(values, value => value < bound, k / 10.0);
        }
    }

    [Fact]
    public void Zeros_and_constants_are_what_they_say()
    {
        Assert.All(Values("zeros"), value => Assert.Equal(0, value));
        Assert.All(Values("constant(0.5)"), value => Assert.Equal(0.5, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_matrix_has_the_shape_that_was_asked_for(string name) =>
        Prop.ForAll(
                Gen.Choose(1, 30)
                    .SelectMany(rows => Gen.Choose(1, 30).Select(columns => (rows, columns)))
                    .ToArbitrary(),
                shape =>
                {
                    Matrix<double> weight = s_all[name]
                        .Create(shape.rows, shape.columns, RandomNumbers.Create(7));
                    return (weight.RowCount, weight.ColumnCount) == shape
                        && weight.Enumerate().All(double.IsFinite);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_matrix(string name) =>
        Assert.Equal(
            s_all[name].Create(20, 30, RandomNumbers.Create(8)),
            s_all[name].Create(20, 30, RandomNumbers.Create(8))
        );

    [Fact]
    public void An_initializer_of_one_s_own_fills_the_matrix()
    {
        var diagonal = new Initializer("diagonal", (weight, _) => weight.SetDiagonal([1, 2]));
        Assert.Equal("diagonal", diagonal.ToString());
        Assert.Equal(
            Matrix<double>.Build.DenseOfDiagonalArray([1, 2]),
            diagonal.Create(2, 2, RandomNumbers.Create(9))
        );
    }

    [Fact]
    public void Values_out_of_range_are_rejected()
    {
        Rejects("standardDeviation", () => Initializer.Normal(-1));
        Rejects("standardDeviation", () => Initializer.Normal(double.NaN));
        Rejects("value", () => Initializer.Constant(double.NaN));
        Rejects("minimum", () => Initializer.Uniform(double.NegativeInfinity, 0));
        Rejects("maximum", () => Initializer.Uniform(0, double.NaN));
        Rejects("maximum", () => Initializer.Uniform(1, 1));
        Rejects("maximum", () => Initializer.Uniform(1, -1));
        Rejects("maximum", () => Initializer.Uniform(-1e308, 1e308));
        Rejects("fanIn", () => Initializer.He.Create(0, 1, RandomNumbers.Create(1)));
        Rejects("fanOut", () => Initializer.He.Create(1, -1, RandomNumbers.Create(1)));
        Assert.Throws<ArgumentNullException>(() => Initializer.He.Create(1, 1, null!));
        Assert.StartsWith(
            "A weight matrix of 2147483647×2147483647 numbers is too large",
            Assert
                .Throws<ArgumentException>(() =>
                    Initializer.He.Create(int.MaxValue, int.MaxValue, RandomNumbers.Create(1))
                )
                .Message,
            StringComparison.Ordinal
        );

        static void Rejects(string name, Func<object> call) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(call).ParamName);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_refused_with_its_rule_and_place()
    {
        var broken = new Initializer("broken", (weight, _) => weight[1, 2] = double.NaN);
        Assert.Equal(
            "The initializer broken made NaN in row 1, column 2: weights are finite.",
            Message(broken)
        );
        Assert.StartsWith(
            "The initializer normal(1E+308) made ",
            Message(Initializer.Normal(1e308)),
            StringComparison.Ordinal
        );
        Initializer.Uniform(-8e307, 8e307).Create(20, 20, RandomNumbers.Create(9));

        static string Message(Initializer initializer) =>
            Assert
                .Throws<InvalidOperationException>(() =>
                    initializer.Create(20, 20, RandomNumbers.Create(9))
                )
                .Message;
    }

    private static double[] Values(string name) =>
        [.. s_all[name].Create(FanIn, FanOut, RandomNumbers.Create(10)).Enumerate()];

    /// <summary>Five standard errors: of the mean, √(σ²/n); of the variance, σ²·√((κ − 1)/n) with κ the kurtosis.</summary>
    private static void CheckMoments(double[] values, double mean, double variance, double kurtosis)
    {
        double actualMean = values.Average();
        double actualVariance = values.Average(value => (value - mean) * (value - mean));
        double meanError = 5 * Math.Sqrt(variance / values.Length);
        double varianceError = 5 * variance * Math.Sqrt((kurtosis - 1) / values.Length);
        Assert.InRange(actualMean, mean - meanError, mean + meanError);
        Assert.InRange(actualVariance, variance - varianceError, variance + varianceError);
    }

    private static void CheckShare(double[] values, Func<double, bool> isCounted, double expected)
    {
        double error = 5 * Math.Sqrt(expected * (1 - expected) / values.Length);
        double actual = (double)values.Count(isCounted) / values.Length;
        Assert.InRange(actual, expected - error, expected + error);
    }
}
