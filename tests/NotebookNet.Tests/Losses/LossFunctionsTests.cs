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
        Assert.Equal(0.0975, LossFunctions.SumSquaredError(s_good, s_two), 1e-15);
        Assert.Equal(0.5975, LossFunctions.SumSquaredError(s_bad, s_two), 1e-15);
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
            LossFunctions.MeanSquaredError(Row(1, 2, 3), Row(0, 0, 0)),
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
                LossFunctions.SoftmaxCrossEntropy(logits, label),
                2e-15
            );
        }
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
            LossFunctions.SumSquaredError(s_good, Row(1, 0))
        );
        Assert.Contains("got 2 for 10", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossFunctions.CrossEntropy(s_good, Row(1)));
        Assert.Throws<ArgumentException>(() => LossFunctions.MeanSquaredError(s_good, Row(1)));
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
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LossFunctions.SoftmaxCrossEntropy(s_good, label)
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

    private static Vector<double> Row(params double[] values) => Vector<double>.Build.Dense(values);
}
