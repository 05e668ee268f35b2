namespace NotebookNet.Tests.Statistics;

public sealed class MeanIntervalTests
{
    /// <summary>Two values a and b: s = |a − b|/√2, so that s/√n = |a − b|/2; for one degree of freedom t = tan(π·confidence/2).</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void Two_values_follow_the_tangent(double confidence)
    {
        MeanInterval interval = MeanInterval.Of([3, 7], confidence);
        Assert.Equal(5, interval.Mean, 1e-15);
        Close.Relative(2 * Math.Tan(Math.PI * confidence / 2), interval.HalfWidth, 1e-8);
        Assert.Equal(interval.Mean - interval.HalfWidth, interval.Low);
        Assert.Equal(interval.Mean + interval.HalfWidth, interval.High);
    }

    /// <summary>Three values −1, 0, 1: s = 1; for two degrees of freedom t = c·√(2/(1 − c²)).</summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Three_values_follow_the_closed_form(double confidence) =>
        Close.Relative(
            confidence * Math.Sqrt(2 / (1 - (confidence * confidence))) / Math.Sqrt(3),
            MeanInterval.Of([-1, 0, 1], confidence).HalfWidth,
            1e-8
        );

    /// <summary>Values −1, 1, −1, 1 …: s = √(n/(n − 1)); the quantiles are those of every printed table.</summary>
    [Theory]
    [InlineData(6, 2.571)]
    [InlineData(10, 2.262)]
    [InlineData(12, 2.201)]
    [InlineData(20, 2.093)]
    [InlineData(120, 1.980)]
    public void More_values_follow_the_printed_quantiles(int count, double quantile)
    {
        MeanInterval interval = MeanInterval.Of(
            Enumerable.Range(0, count).Select(i => i % 2 == 0 ? -1.0 : 1)
        );
        Assert.Equal(0, interval.Mean, 1e-15);
        Assert.Equal(quantile, interval.HalfWidth * Math.Sqrt(count - 1), 5e-4);
    }

    /// <summary>Of samples that are normal with mean 2, intervals of 90 % hold 2 nine times of ten.</summary>
    [Fact]
    public void It_holds_the_true_mean_as_often_as_it_says()
    {
        var random = new Random(1);
        int samples = 20_000;
        int held = Enumerable
            .Range(0, samples)
            .Select(_ =>
                MeanInterval.Of(
                    Enumerable
                        .Range(0, 5)
                        .Select(_ =>
                            2 + Enumerable.Range(0, 12).Sum(_ => random.NextDouble() - 0.5)
                        ),
                    confidence: 0.9
                )
            )
            .Count(interval => interval.Low <= 2 && 2 <= interval.High);
        // Five standard deviations of a count are 212.
        Assert.InRange(held, (0.9 * samples) - 220, (0.9 * samples) + 220);
    }

    [Fact]
    public void A_shift_moves_it_and_a_factor_stretches_it()
    {
        double[] values = [0.25, -3, 1.5, 0.75];
        MeanInterval interval = MeanInterval.Of(values);
        MeanInterval moved = MeanInterval.Of(values.Select(value => 100 - (8 * value)));
        Close.Relative(100 - (8 * interval.Mean), moved.Mean, 1e-14);
        Close.Relative(8 * interval.HalfWidth, moved.HalfWidth, 1e-12);
    }

    [Fact]
    public void Equal_values_have_no_width()
    {
        MeanInterval interval = MeanInterval.Of([0.5, 0.5, 0.5, 0.5]);
        Assert.Equal((0.5, 0), (interval.Mean, interval.HalfWidth));
        Assert.Equal("0.5000 ± 0.0000", interval.ToString());
    }

    [Theory]
    [InlineData(new[] { 0.0, 1.0 }, "0.5 ± 6.4")]
    [InlineData(new[] { 1000.0, 1010.0 }, "1005 ± 64")]
    [InlineData(new[] { 0.0, 1e5 }, "50000 ± 635310")]
    [InlineData(new[] { -1e-3, -1.1e-3 }, "-0.00105 ± 0.00064")]
    public void It_prints_two_digits_of_the_half_width(double[] values, string text)
    {
        MeanInterval interval = MeanInterval.Of(values);
        Assert.Equal(text, interval.ToString());
        Assert.Equal(text, Cultures.InForeign(interval.ToString));
    }

    [Fact]
    public void Large_values_do_not_overflow_the_mean() =>
        Assert.Equal(1.5e308, MeanInterval.Of([1.5e308, 1.5e308]).Mean);

    [Theory]
    [InlineData(new double[0], "got 0")]
    [InlineData(new[] { 1.0 }, "got 1")]
    [InlineData(new[] { 1.0, double.NaN, 2 }, "value 1 of 3 is NaN")]
    [InlineData(new[] { 1.0, 2, double.NegativeInfinity }, "value 2 of 3 is -Infinity")]
    public void It_refuses_values_that_have_no_interval(double[] values, string message)
    {
        var error = Assert.Throws<ArgumentException>(nameof(values), () => MeanInterval.Of(values));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(nameof(values), () => MeanInterval.Of(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void It_refuses_a_confidence_that_is_none(double confidence)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            nameof(confidence),
            () => MeanInterval.Of([1, 2], confidence)
        );
        Assert.Contains(
            FormattableString.Invariant($"got {confidence}"),
            error.Message,
            StringComparison.Ordinal
        );
    }
}
