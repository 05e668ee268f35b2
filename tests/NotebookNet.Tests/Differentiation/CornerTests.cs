using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

/// <summary>How a gradient check tells errors from corners, on losses of a few numbers whose slopes are known.</summary>
public sealed class CornerTests
{
    private const double Step = 1e-5;

    [Theory]
    [InlineData(100, 0.5e-7, true)]
    [InlineData(100, 5e-7, false)]
    [InlineData(0.01, 0.5e-7, true)]
    [InlineData(0.01, 5e-7, false)]
    public void Where_a_smaller_step_misses_the_corner_the_tolerance_is_still_that_of_the_slope(
        double slope,
        double error,
        bool passes
    )
    {
        // The corner is within the step and beyond a tenth of it.
        GradientCheckReport report = Run(
            new Term(b => slope * (b + (0.1 * Math.Max(b - (0.6 * Step), 0))), slope * (1 + error))
        );
        Assert.Equal(passes, report.Passed);
        Assert.Equal(passes ? 1 : 0, report.Kinks);
    }

    [Theory]
    [InlineData(0.1e-7, true)]
    [InlineData(0.9e-7, false)]
    public void A_corner_counts_only_if_nine_tenths_of_the_difference_go_with_it(
        double error,
        bool passes
    )
    {
        // The corner takes 0.2·7.5·10⁻⁷ = 1.5·10⁻⁷ from the central difference; the error adds to that, and stays below the tolerance by itself.
        GradientCheckReport report = Run(
            new Term(b => b - (7.5e-7 * Math.Max(b - (0.6 * Step), 0)), 1 + error)
        );
        Assert.Equal(passes, report.Passed);
        Assert.Equal(passes ? 1 : 0, report.Kinks);
    }

    [Theory]
    [InlineData(-0.05, false)]
    [InlineData(-0.005, true)]
    [InlineData(0, true)]
    [InlineData(0.3, true)]
    [InlineData(1, true)]
    [InlineData(1.005, true)]
    [InlineData(1.05, false)]
    public void At_a_corner_any_slope_between_both_is_right_to_a_hundredth_of_their_gap(
        double share,
        bool passes
    )
    {
        foreach (double gap in (double[])[-0.5, 0.5])
        {
            GradientCheckReport report = Run(
                new Term(b => b + (gap * Math.Max(b, 0)), 1 + (share * gap))
            );
            Assert.Equal(passes, report.Passed);
            Assert.Equal(passes ? 1 : 0, report.Kinks);
        }
    }

    [Fact]
    public void A_curve_is_no_corner_though_its_slopes_to_both_sides_differ()
    {
        // To the sides of 0 the slopes of b + b²/2 are 1 ± h/2, and the wrong one is between those of a tenth of the step.
        GradientCheckReport report = Run(new Term(b => b + (b * b / 2), 1 + 2.5e-7));
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        Close.Relative(2.5e-7, report.LargestAbsoluteDifference, 1e-6);

        // Of b + b²/2 + b³ the central difference is off by h².
        report = Run([new Term(b => b + (b * b / 2) + (b * b * b), 1)], step: 1e-3);
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        Close.Relative(1e-6, report.LargestAbsoluteDifference, 1e-6);
    }

    [Theory]
    [InlineData(5e-6, false)]
    [InlineData(2e-5, true)]
    public void A_corner_that_rounding_can_make_is_none(double gap, bool passes)
    {
        // At a tenth of the step, four times eight roundings of the loss are 32·2⁻⁵²·1000/10⁻⁶ = 7·10⁻⁶.
        GradientCheckReport report = Run(new Term(b => 1000 + b + (gap * Math.Max(b, 0)), 1));
        Assert.Equal(passes, report.Passed);
        Assert.Equal(passes ? 1 : 0, report.Kinks);
    }

    [Fact]
    public void Corners_are_counted_over_all_parameters()
    {
        Term corner = new(b => Math.Max(b, 0), 0);
        GradientCheckReport report = Run(corner, corner);
        Assert.True(report.Passed, $"{report}");
        Assert.Equal(2, report.Kinks);

        report = Run([corner, corner], Step);
        Assert.False(report.Passed);
        Assert.Equal(2, report.Kinks);
        Assert.StartsWith(
            "Gradient check FAILED: every entry is at a kink, take other data or parameters; ",
            $"{report}",
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_step_that_is_lost_to_one_side_only_is_refused_with_the_value(double value)
    {
        // Beyond 1 doubles are 2⁻⁵² apart, before it half of that.
        string message = Assert
            .Throws<ArgumentOutOfRangeException>(
                "step",
                () => Run([new Term(b => b, 1)], Math.Pow(2, -53), at: value)
            )
            .Message;
        Assert.Contains(
            FormattableString.Invariant($"is lost in rounding beside b0[0, 0] = {value}"),
            message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 1e-12)]
    [InlineData(1e-12, 1)]
    public void A_gradient_that_is_nearly_all_missing_is_an_error_and_not_a_step_too_small(
        double slope,
        double gradient
    )
    {
        GradientCheckReport report = Run(
            [new Term(b => 1 + (slope * b), gradient), new Term(b => 1e-12 * b, 1e-12)],
            Step
        );
        Assert.False(report.Passed);
        Assert.Equal(1, report.LargestAbsoluteDifference, 1e-9);
    }

    [Theory]
    [InlineData(-1e-5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_step_or_tolerance_that_is_not_positive_and_finite_is_refused(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            "step",
            () => Run([new Term(b => b, 1)], step: bad)
        );
        Assert.Throws<ArgumentOutOfRangeException>(
            "tolerance",
            () => Run([new Term(b => b, 1)], tolerance: bad)
        );
    }

    /// <summary>The report on these terms and on one without a corner: with corners alone no check passes.</summary>
    private static GradientCheckReport Run(params Term[] terms) =>
        Run([.. terms, new Term(b => b, 1)], Step);

    private static GradientCheckReport Run(
        Term[] terms,
        double step = Step,
        double tolerance = 1e-7,
        double at = 0
    ) =>
        GradientCheck.Run(
            new Network(1, [new Sum(terms, at)], new Itself()),
            Matrix<double>.Build.Dense(1, 1),
            Targets.FromValues(Matrix<double>.Build.Dense(1, 1)),
            step,
            tolerance
        );

    /// <summary>A function of one parameter, and the slope that its backward pass claims.</summary>
    private sealed record Term(Func<double, double> Of, double Gradient);

    /// <summary>A layer whose output is the sum of terms, each of a parameter of its own.</summary>
    private sealed class Sum(Term[] terms, double at) : ILayer
    {
        public IReadOnlyList<Parameter> Parameters { get; } =
        [.. terms.Select((_, i) => new Parameter($"b{i}", Matrix<double>.Build.Dense(1, 1, at)))];

        public int Outputs(int inputs) => 1;

        public Matrix<double> Forward(Matrix<double> input, bool training) =>
            Matrix<double>.Build.Dense(
                1,
                1,
                terms.Zip(Parameters, (term, parameter) => term.Of(parameter.Value[0, 0])).Sum()
            );

        public Matrix<double> Backward(Matrix<double> outputGradient)
        {
            foreach ((Term term, Parameter parameter) in terms.Zip(Parameters))
            {
                parameter.Gradient[0, 0] = term.Gradient;
            }

            return outputGradient;
        }
    }

    /// <summary>The output itself as the loss.</summary>
    private sealed class Itself : ILoss
    {
        public double Forward(Matrix<double> output, Targets targets) => output[0, 0];

        public Matrix<double> Backward() => Matrix<double>.Build.Dense(1, 1, 1);
    }
}
