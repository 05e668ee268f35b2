using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Losses;

public class LossFunctionsTests
{
    private static readonly Vector<double> s_good = Row(0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0);
    private static readonly Vector<double> s_bad = Row(0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0);
    private static readonly Vector<double> s_two = Row(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);

    public static TheoryData<string> Cases =>
        [
            .. Reference
                .Load("softmax.json")
                .EnumerateArray()
                .Select(item => item.GetProperty("name").GetString()!),
        ];

    [Fact]
    public void Half_the_sum_of_squares_is_that_of_the_course()
    {
        Assert.Equal(0.0975, Of(new SumSquaredError(), s_good, s_two), 1e-15);
        Assert.Equal(0.5975, Of(new SumSquaredError(), s_bad, s_two), 1e-15);
    }

    [Fact]
    public void Cross_entropy_is_that_of_the_course()
    {
        Assert.Equal(0.5108, LossFunctions.CrossEntropy(s_good, s_two), 4);
        Assert.Equal(2.3026, LossFunctions.CrossEntropy(s_bad, s_two), 4);
        Assert.Equal(-Math.Log(0.6), LossFunctions.CrossEntropy(s_good, s_two), 1e-15);
    }

    [Fact]
    public void Cross_entropy_is_the_same_for_a_label_and_its_one_hot_vector()
    {
        Assert.Equal(
            LossFunctions.CrossEntropy(s_good, s_two),
            LossFunctions.CrossEntropy(s_good, 2)
        );
        Assert.Equal(
            LossFunctions.CrossEntropy(s_bad, s_two),
            LossFunctions.CrossEntropy(s_bad, 2)
        );
    }

    [Fact]
    public void Cross_entropy_of_an_excluded_class_is_infinite_only_where_the_target_allows_it()
    {
        Assert.Equal(double.PositiveInfinity, LossFunctions.CrossEntropy(s_good, 3));
        Assert.Equal(double.PositiveInfinity, LossFunctions.CrossEntropy(Row(0, 1), Row(0.5, 0.5)));
        Assert.Equal(0, LossFunctions.CrossEntropy(Row(0, 1), Row(0, 1)));
    }

    [Fact]
    public void Mean_squared_error_divides_by_the_number_of_outputs() =>
        Assert.Equal(
            (1.0 + 4 + 9) / 3,
            Of(new MeanSquaredError(), Row(1, 2, 3), Row(0, 0, 0)),
            1e-15
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Softmax_agrees_with_sixty_digits(string name)
    {
        var item = Reference.Load("softmax.json").Named(name);
        Vector<double> actual = LossFunctions.Softmax(Row(item.Numbers("logits")));
        double[] expected = item.Numbers("softmax");
        for (int k = 0; k < expected.Length; k++)
        {
            Close.Relative(expected[k], actual[k], 2e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Softmax_with_cross_entropy_agrees_with_sixty_digits(string name)
    {
        var item = Reference.Load("softmax.json").Named(name);
        Vector<double> logits = Row(item.Numbers("logits"));
        double[] expected = item.Numbers("crossEntropy");
        for (int label = 0; label < expected.Length; label++)
        {
            Close.Relative(
                expected[label],
                new SoftmaxCrossEntropy().Forward(
                    logits.ToRowMatrix(),
                    Targets.FromLabels([label], expected.Length)
                ),
                2e-15
            );
        }
    }

    [Fact]
    public void Softmax_of_a_matrix_is_that_of_each_row_and_leaves_the_logits_alone()
    {
        foreach (int rows in (int[])[1, 2, 3, 4, 7, 8, 100])
        {
            Matrix<double> logits = Draw.Normal(rows, 5, 31, scale: 100);
            Matrix<double> before = logits.Clone();
            Matrix<double> actual = LossFunctions.Softmax(logits);
            Assert.Equal(before, logits);
            for (int i = 0; i < rows; i++)
            {
                Assert.Equal(LossFunctions.Softmax(logits.Row(i)), actual.Row(i));
            }
        }

        Matrix<double> sparse = Matrix<double>.Build.Sparse(2, 2);
        Assert.All(LossFunctions.Softmax(sparse).Enumerate(), p => Assert.Equal(0.5, p));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Softmax_refuses_logits_that_are_not_finite_with_their_place(double value)
    {
        Matrix<double> logits = Draw.Normal(4, 3, 32);
        logits[2, 1] = value;
        Assert.Contains(
            FormattableString.Invariant($"got {value} in row 2, column 1"),
            Assert.Throws<ArgumentException>(() => LossFunctions.Softmax(logits)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => LossFunctions.Softmax(logits.Row(2)));
    }

    [Fact]
    public void Softmax_needs_a_logit()
    {
        Assert.Throws<ArgumentException>(() => LossFunctions.Softmax(Row()));
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.Softmax(Matrix<double>.Build.Dense(0, 3))
        );
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.Softmax(Matrix<double>.Build.Dense(3, 0))
        );
    }

    [Fact]
    public void The_likelihood_of_a_fit_agrees_with_PyTorch()
    {
        foreach (var item in Reference.Load("likelihood.json").EnumerateArray())
        {
            Close.Relative(
                item.GetProperty("logLikelihood").GetDouble(),
                LossFunctions.GaussianLogLikelihood(
                    Row(item.Numbers("output")),
                    Row(item.Numbers("target")),
                    item.GetProperty("standardDeviation").GetDouble()
                ),
                1e-13
            );
        }
    }

    [Fact]
    public void The_likelihood_is_largest_at_least_squares_and_at_the_residuals_root_mean_square()
    {
        // The line through (0, 1), (1, 3), (2, 5.5): 1 + 2x leaves the residuals 0, 0, 0.5; least squares leaves 1/12, −1/6, 1/12.
        Vector<double> targets = Row(1, 3, 5.5);
        Vector<double> best = targets - Row(1 / 12.0, -1 / 6.0, 1 / 12.0);
        double σ = Math.Sqrt(((2 / 144.0) + (1 / 36.0)) / 3);
        double Of(Vector<double> y, double deviation) =>
            LossFunctions.GaussianLogLikelihood(y, targets, deviation);
        Assert.Equal(-1.5 * (Math.Log(2 * Math.PI * σ * σ) + 1), Of(best, σ), 1e-13);
        Assert.True(Of(best, σ) > Of(Row(1, 3, 5), σ));
        Assert.True(Of(best, σ) > Of(best + 1e-3, σ));
        Assert.True(Of(best, σ) > Of(best, 1.001 * σ));
        Assert.True(Of(best, σ) > Of(best, 0.999 * σ));
    }

    [Fact]
    public void The_likelihood_refuses_what_is_not_finite_and_a_deviation_that_is_not_positive()
    {
        foreach (double σ in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                LossFunctions.GaussianLogLikelihood(Row(1), Row(2), σ)
            );
        }

        Assert.Contains(
            "got NaN in row 1",
            Assert
                .Throws<ArgumentException>(() =>
                    LossFunctions.GaussianLogLikelihood(Row(1, double.NaN), Row(2, 1), 1)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.GaussianLogLikelihood(Row(1), Row(double.PositiveInfinity), 1)
        );
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.GaussianLogLikelihood(Row(), Row(), 1)
        );
        Assert.True(double.IsFinite(LossFunctions.GaussianLogLikelihood(Row(1), Row(2), 1e308)));
    }

    [Fact]
    public void Softmax_sums_to_one_and_ignores_a_shift() =>
        Prop.ForAll(
                Gen.Choose(-4096, 4096)
                    .Select(value => value / 64.0)
                    .NonEmptyListOf()
                    .Select(values => values.ToArray())
                    .ToArbitrary(),
                logits =>
                {
                    Vector<double> y = LossFunctions.Softmax(Row(logits));
                    Vector<double> shifted = LossFunctions.Softmax(
                        Row([.. logits.Select(x => x + 8192)])
                    );
                    return Math.Abs(y.Sum() - 1) < 1e-14
                        && y.All(p => p is >= 0 and <= 1)
                        && y.SequenceEqual(shifted);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Vectors_of_different_length_are_rejected()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            LossFunctions.CrossEntropy(s_good, Row(1, 0))
        );
        Assert.Contains("got 2 for 10", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.GaussianLogLikelihood(s_good, Row(1), 1)
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_label_out_of_range_is_rejected(int label)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            LossFunctions.CrossEntropy(s_good, label)
        );
        Assert.Contains(
            $"Label {label} is outside 0 … 9",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Cross_entropy_rejects_what_is_no_probability(double value)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            LossFunctions.CrossEntropy(Row(0.5, value), Row(1, 0))
        );
        Assert.Contains("at index 1 of the output", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossFunctions.CrossEntropy(Row(0.5, value), 1));
        Assert.Throws<ArgumentException>(() =>
            LossFunctions.CrossEntropy(Row(0.5, 0.5), Row(value, 1))
        );
    }

    private static double Of(ILoss loss, Vector<double> output, Vector<double> target) =>
        loss.Forward(output.ToRowMatrix(), Targets.FromValues(target.ToRowMatrix()));

    private static Vector<double> Row(params double[] values) => Vector<double>.Build.Dense(values);
}
