using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

public sealed class GradientCheckReportTests
{
    private static readonly Matrix<double> s_input = Draw.Normal(5, 3, 118);
    private static readonly Targets s_targets = Targets.FromLabels([0, 1, 2, 3, 0], 4);

    [Fact]
    public void What_is_tiny_is_measured_against_what_rounding_can_do()
    {
        GradientCheckReport report = Run(step: 1e-4, tolerance: 1e-6);

        // Eight roundings of the loss, at a distance of h, may be as large as the tolerance allows.
        Assert.NotEqual(1, report.Loss, 0.1);
        Close.Relative(8 * Math.Pow(2, -52) * report.Loss / 1e-4 / 1e-6, report.Floor, 1e-14);
    }

    [Fact]
    public void A_sample_of_entries_is_drawn_anew_for_every_seed()
    {
        IEnumerable<(int, int)> places = Enumerable
            .Range(0, 20)
            .Select(seed => Run(entriesPerParameter: 1, seed: seed).Parameters[0].LargestAbsolute)
            .Select(entry => (entry.Row, entry.Column));

        Assert.True(places.Distinct().Count() > 4);
    }

    [Fact]
    public void A_difference_that_is_just_the_tolerance_passes()
    {
        double largest = Run(factor: 2).LargestRelativeDifference;
        Assert.Equal(0.5, largest, 1e-3);

        GradientCheckReport report = Run(factor: 2, tolerance: largest);

        Assert.Equal(report.Tolerance, report.LargestRelativeDifference);
        Assert.True(report.Passed);
        Assert.DoesNotContain("✗", $"{report}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_names_its_columns_and_gives_differences_two_digits()
    {
        string[] lines = $"{Run(factor: 3)}".Split('\n');

        Assert.Equal(
            "layer parameter entries absolute difference at relative difference at",
            string.Join(' ', lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.Contains(" 6.7e-1 ", lines[2], StringComparison.Ordinal);
        Assert.Matches(@" \d\.\de-\d +\(\d, \d\) +6\.7e-1 +\(\d, \d\) +✗", lines[2]);
        Assert.Matches(@"\)\s*$", lines[3]);
    }

    [Theory]
    [InlineData(1, "Gradient check passed: ")]
    [InlineData(3, "Gradient check FAILED: ")]
    public void The_title_says_whether_it_passed(double factor, string title) =>
        Assert.StartsWith(title, $"{Run(factor)}", StringComparison.Ordinal);

    [Fact]
    public void A_null_is_refused_by_name() =>
        Assert.Throws<ArgumentNullException>(
            "network",
            () => GradientCheck.Run(null!, s_input, s_targets)
        );

    /// <summary>The report on a layer whose weights' gradient is a multiple of the right one.</summary>
    private static GradientCheckReport Run(
        double factor = 1,
        double step = 1e-5,
        double tolerance = 1e-7,
        int? entriesPerParameter = null,
        int seed = 0
    ) =>
        GradientCheck.Run(
            new Network(
                3,
                [
                    new BrokenAffine(
                        new Affine(3, 4, Initializer.Xavier, RandomNumbers.Create(8)),
                        parameters =>
                            parameters[0].Gradient.Multiply(factor, parameters[0].Gradient)
                    ),
                ],
                new SoftmaxCrossEntropy()
            ),
            s_input,
            s_targets,
            step,
            tolerance,
            entriesPerParameter,
            seed
        );
}
