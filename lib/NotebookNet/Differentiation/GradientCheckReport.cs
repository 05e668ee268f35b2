namespace NotebookNet;

/// <summary>How well a network's backpropagation agrees with central differences, parameter by parameter.</summary>
public sealed class GradientCheckReport
{
    internal GradientCheckReport(
        IReadOnlyList<ParameterCheck> parameters,
        double loss,
        double step,
        double tolerance,
        double floor
    )
    {
        Parameters = parameters;
        Loss = loss;
        Step = step;
        Tolerance = tolerance;
        Floor = floor;
    }

    /// <summary>The loss L at the point of the check.</summary>
    public double Loss { get; }

    /// <summary>The step h of the central differences.</summary>
    public double Step { get; }

    /// <summary>The largest relative difference that passes.</summary>
    public double Tolerance { get; }

    /// <summary>
    /// The size below which a gradient's entry is no longer measured against itself. A central difference carries a rounding
    /// error of a few 2⁻⁵²·|L|/h whatever the entry's size, so the digits of an entry smaller than that divided by the tolerance
    /// are not known well enough to be compared. An error below floor·tolerance is therefore not found.
    /// </summary>
    public double Floor { get; }

    /// <summary>One row a parameter, in the network's order.</summary>
    internal IReadOnlyList<ParameterCheck> Parameters { get; }

    /// <summary>Whether no relative difference exceeds the tolerance.</summary>
    public bool Passed => LargestRelativeDifference <= Tolerance;

    /// <summary>The largest absolute difference of all entries compared.</summary>
    public double LargestAbsoluteDifference =>
        Parameters.Max(parameter => parameter.LargestAbsolute.AbsoluteDifference);

    /// <summary>The largest relative difference of all entries compared.</summary>
    public double LargestRelativeDifference =>
        Parameters.Max(parameter => parameter.LargestRelative.RelativeDifference);

    /// <summary>The report as a table: each parameter's largest differences, and where they are.</summary>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc cref="ToString"/>
    internal Table ToTable() =>
        Table
            .Of(
                Parameters,
                ("layer", check => check.Layer),
                ("parameter", check => check.Parameter),
                ("entries", check => check.Entries),
                ("absolute difference", check => check.LargestAbsolute.AbsoluteDifference),
                ("at", check => Place(check.LargestAbsolute)),
                ("relative difference", check => check.LargestRelative.RelativeDifference),
                ("at", check => Place(check.LargestRelative)),
                ("", check => check.LargestRelative.RelativeDifference <= Tolerance ? "" : "✗")
            )
            .Format("absolute difference", "0.0e-0")
            .Format("relative difference", "0.0e-0")
            .Titled(
                FormattableString.Invariant(
                    $"Gradient check {(Passed ? "passed" : "FAILED")}: largest relative difference {LargestRelativeDifference:0.0e-0}, tolerance {Tolerance:0.0e-0} (h = {Step:0.#e-0}; entries below {Floor:0.0e-0} are measured against that)"
                )
            );

    private static string Place(GradientEntry entry) =>
        FormattableString.Invariant($"({entry.Row}, {entry.Column})");
}
