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
    public void Beside_a_corner_the_tolerance_is_that_of_the_slope(
        double slope,
        double error,
        bool passes
    )
    {
        GradientCheckReport report = Run(
            new Term(
                b => slope * (b + (0.1 * Math.Max(b - (0.6 * Step), 0))),
                b => slope * (b > 0.6 * Step ? 1.1 : 1) * (1 + error)
            )
        );
        Assert.Equal(passes, report.Passed);
        Assert.Equal(passes ? 1 : 0, report.Kinks);
        if (passes)
        {
            Close.Relative(error / (1 + error), report.LargestRelativeDifference, 1e-3);
        }
    }

    [Theory]
    [InlineData(0.1e-7, true)]
    [InlineData(0.9e-7, false)]
    public void It_is_a_corner_only_if_nine_tenths_of_the_difference_are_gone_beside_it(
        double error,
        bool passes
    )
    {
        // Where the slope goes from 1 to 1 + 4·10⁻⁷ the central difference is 1 + 2·10⁻⁷; the error alone is within the tolerance.
        GradientCheckReport report = Run(
            new Term(b => b + (4e-7 * Math.Max(b, 0)), b => (b > 0 ? 1 + 4e-7 : 1) * (1 + error))
        );
        Assert.Equal(passes, report.Passed);
        Assert.Equal(passes ? 1 : 0, report.Kinks);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1, 0.5)]
    public void A_gradient_that_is_wrong_to_one_side_of_a_corner_fails(double above, double below)
    {
        GradientCheckReport report = Run(Absolute(above, below));
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
    }

    [Theory]
    [InlineData(0.5e-7, 0.2e-7)]
    [InlineData(0.2e-7, 0.5e-7)]
    public void Of_both_sides_of_a_corner_the_worse_one_is_reported(double above, double below)
    {
        GradientCheckReport report = Run(Absolute(1 + above, 1 + below));
        Assert.True(report.Passed, $"{report}");
        Assert.Equal(1, report.Kinks);
        Close.Relative(0.5e-7, report.LargestRelativeDifference, 1e-3);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Corners_in_a_row_are_passed_up_to_40_steps_away(int corners, bool passes)
    {
        // The corners to the right of the point are where the check looks: 4 and 40 steps away.
        double[] at = [0, .. ((double[])[4, 40]).Take(corners).Select(i => i * Step)];
        foreach (int side in (int[])[-1, 1])
        {
            GradientCheckReport report = Run(
                new Term(
                    b => at.Sum(corner => Math.Max((side * b) - corner, 0)),
                    b => side * at.Count(corner => side * b > corner)
                )
            );
            Assert.Equal(passes, report.Passed);
            Assert.Equal(passes ? 1 : 0, report.Kinks);
        }
    }

    [Fact]
    public void After_a_corner_value_and_gradient_are_those_of_the_point()
    {
        var layer = new Sum([Absolute(1, 1), Absolute(1, 1)], 0);
        Assert.Equal(2, Run(layer).Kinks);
        Assert.All(
            layer.Parameters,
            parameter =>
            {
                Assert.Equal(0, parameter.Value[0, 0]);
                Assert.Equal(-1, parameter.Gradient[0, 0]);
            }
        );
    }

    [Fact]
    public void A_curve_is_no_corner_though_its_slopes_to_both_sides_differ()
    {
        GradientCheckReport report = Run(new Term(b => b + (b * b / 2), b => 1 + b + 2.5e-7));
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        Close.Relative(2.5e-7, report.LargestAbsoluteDifference, 1e-6);

        // Of b + b²/2 + b³ the central difference is off by h².
        report = Run(
            new Sum([new(b => b + (b * b / 2) + (b * b * b), b => 1 + b + (3 * b * b))], 0),
            step: 1e-3
        );
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        Close.Relative(1e-6, report.LargestAbsoluteDifference, 1e-6);
    }

    [Theory]
    [InlineData(1.6e-7, true)]
    [InlineData(2e-7, false)]
    public void What_rounding_can_do_is_no_error(double error, bool passes)
    {
        // Eight roundings of the loss make 8·2⁻⁵²·1000/10⁻⁵ = 1.78·10⁻⁷.
        GradientCheckReport report = Run(new Term(b => 1000 + b, _ => 1 + error));
        Assert.Equal(passes, report.Passed);
        Assert.Equal(0, report.Kinks);
    }

    [Fact]
    public void A_gradient_that_is_no_number_at_the_point_is_no_corner()
    {
        GradientCheckReport report = Run(new Term(b => b, b => b == 0 ? double.NaN : 1));
        Assert.False(report.Passed);
        Assert.Equal(0, report.Kinks);
        Assert.Equal(double.PositiveInfinity, report.LargestAbsoluteDifference);
        Assert.Equal(double.PositiveInfinity, report.LargestRelativeDifference);
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
                () => Run(new Sum([new(b => b, _ => 1)], value), Math.Pow(2, -53))
            )
            .Message;
        Assert.Contains(
            FormattableString.Invariant($"is lost in rounding beside b0[0, 0] = {value}"),
            message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 1e-9)]
    [InlineData(1e-9, 1)]
    public void A_gradient_that_is_nearly_all_missing_is_an_error_and_not_a_step_too_small(
        double slope,
        double gradient
    )
    {
        GradientCheckReport report = Run(
            new Sum([new(b => 1 + (slope * b), _ => gradient), new(b => 1e-9 * b, _ => 1e-9)], 0)
        );
        Assert.False(report.Passed);
        Assert.Equal(1, report.LargestAbsoluteDifference, 1e-8);
    }

    [Theory]
    [InlineData(-1e-5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_step_or_tolerance_that_is_not_positive_and_finite_is_refused(double bad)
    {
        var layer = new Sum([new(b => b, _ => 1)], 0);
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Run(layer, step: bad));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Run(layer, tolerance: bad));
    }

    /// <summary>|b|, the slope to each side off by a factor.</summary>
    private static Term Absolute(double above, double below) =>
        new(Math.Abs, b => b > 0 ? above : -below);

    private static GradientCheckReport Run(Term term) => Run(new Sum([term], 0));

    private static GradientCheckReport Run(
        Sum layer,
        double step = Step,
        double tolerance = 1e-7
    ) =>
        GradientCheck.Run(
            new Network(1, [layer], new Itself()),
            Matrix<double>.Build.Dense(1, 1),
            Targets.FromValues(Matrix<double>.Build.Dense(1, 1)),
            step,
            tolerance
        );

    /// <summary>A function of one parameter, and the slope that its backward pass claims.</summary>
    private sealed record Term(Func<double, double> Of, Func<double, double> Slope);

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
                parameter.Gradient[0, 0] = term.Slope(parameter.Value[0, 0]);
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
