using System.Globalization;

namespace NotebookNet;

/// <summary>How well a network's backpropagation agrees with central differences, parameter by parameter.</summary>
/// <param name="Parameters">One row a parameter, in the network's order.</param>
/// <param name="Loss">The loss L at the point of the check.</param>
/// <param name="Step">The step h of the central differences.</param>
/// <param name="Tolerance">The largest relative difference that passes.</param>
/// <param name="Floor">
/// The size below which a gradient's entry is no longer measured against itself. A central difference carries a rounding
/// error of a few 2⁻⁵²·|L|/h whatever the entry's size, so the digits of an entry smaller than that divided by the tolerance
/// are not known well enough to be compared. An error below floor·tolerance is therefore not found.
/// </param>
public sealed record GradientCheckReport(
    IReadOnlyList<ParameterCheck> Parameters,
    double Loss,
    double Step,
    double Tolerance,
    double Floor
)
{
    /// <summary>Whether no relative difference exceeds the tolerance.</summary>
    public bool Passed => LargestRelativeDifference <= Tolerance;

    /// <summary>The largest absolute difference of all entries compared.</summary>
    public double LargestAbsoluteDifference =>
        Parameters.Max(parameter => parameter.LargestAbsolute.AbsoluteDifference);

    /// <summary>The largest relative difference of all entries compared.</summary>
    public double LargestRelativeDifference =>
        Parameters.Max(parameter => parameter.LargestRelative.RelativeDifference);

    /// <summary>The report as a table: each parameter's largest differences, and where they are.</summary>
    public override string ToString()
    {
        string[][] rows =
        [
            ["layer", "parameter", "entries", "absolute", "at", "relative", "at", ""],
            .. Parameters.Select(Row),
        ];
        string verdict = string.Create(
            CultureInfo.InvariantCulture,
            $"{(Passed ? "passed" : "FAILED")}: largest relative difference {LargestRelativeDifference:0.0e-0}, tolerance {Tolerance:0.0e-0} (h = {Step:0.#e-0}; entries below {Floor:0.0e-0} are measured against that)"
        );
        return $"{TextTable.Of(rows, leftAligned: 2)}\n{verdict}";
    }

    private string[] Row(ParameterCheck parameter)
    {
        GradientEntry absolute = parameter.LargestAbsolute;
        GradientEntry relative = parameter.LargestRelative;
        return
        [
            parameter.Layer,
            parameter.Parameter,
            parameter.Entries.ToString(CultureInfo.InvariantCulture),
            Scientific(absolute.AbsoluteDifference),
            $"({absolute.Row}, {absolute.Column})",
            Scientific(relative.RelativeDifference),
            $"({relative.Row}, {relative.Column})",
            relative.RelativeDifference <= Tolerance ? "" : "✗",
        ];
    }

    private static string Scientific(double value) =>
        value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
