namespace NotebookNet;

/// <summary>How well a network's backpropagation agrees with central differences, parameter by parameter.</summary>
/// <example><code>
/// Batch batch = training.Take(5).ToBatch();
/// GradientCheckReport report = GradientCheck.Run(network, batch.Input, batch.Targets);
/// if (!report.Passed)
///     Console.WriteLine(report.LargestRelativeDifference);
/// </code></example>
public sealed class GradientCheckReport
{
    internal GradientCheckReport(
        IReadOnlyList<ParameterCheck> parameters,
        double loss,
        double step,
        double tolerance,
        double floor,
        int wanted,
        string? unsteady
    )
    {
        Parameters = parameters;
        Loss = loss;
        Step = step;
        Tolerance = tolerance;
        Floor = floor;
        Wanted = wanted;
        Unsteady = unsteady;
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

    /// <summary>How many entries there were to compare.</summary>
    internal int Wanted { get; }

    /// <summary>A parameter to which a second backward pass gave another gradient than the first, if there is one.</summary>
    internal string? Unsteady { get; }

    /// <summary>
    /// How many entries were compared beside the point, since the loss has a kink within the step: a difference is no derivative there.
    /// </summary>
    public int Kinks => Parameters.Sum(parameter => parameter.Kinks);

    /// <summary>
    /// Whether no relative difference exceeds the tolerance, nobody stopped the check, and a second backward pass gives the same gradient as the first, as
    /// it does where layers set their gradients rather than add to them.
    /// </summary>
    public bool Passed => LargestRelativeDifference <= Tolerance && Fault.Length == 0;

    /// <summary>The largest absolute difference of all entries compared.</summary>
    public double LargestAbsoluteDifference =>
        Parameters.Max(parameter => parameter.LargestAbsolute.AbsoluteDifference);

    /// <summary>The largest relative difference of all entries compared.</summary>
    public double LargestRelativeDifference =>
        Parameters.Max(parameter => parameter.LargestRelative.RelativeDifference);

    /// <summary>The report as a table: each parameter's largest differences, and where they are.</summary>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc cref="ToString"/>
    internal Table ToTable()
    {
        (string, Func<ParameterCheck, object?>)[] kinks =
            Kinks == 0 ? [] : [("at a kink", check => check.Kinks)];
        return Table
            .Of(
                Parameters,
                [
                    ("layer", check => check.Layer),
                    ("parameter", check => check.Parameter),
                    ("entries", check => check.Compared.Count),
                    .. kinks,
                    ("absolute difference", check => check.LargestAbsolute.AbsoluteDifference),
                    ("at", check => Place(check.LargestAbsolute)),
                    ("relative difference", check => check.LargestRelative.RelativeDifference),
                    ("at", check => Place(check.LargestRelative)),
                    ("", check => check.LargestRelative.RelativeDifference <= Tolerance ? "" : "✗"),
                ]
            )
            .Format("absolute difference", "0.0e-0")
            .Format("relative difference", "0.0e-0")
            .Titled(
                Invariant(
                    $"Gradient check {(Passed ? "passed" : "FAILED")}: {Fault}largest relative difference {LargestRelativeDifference:0.0e-0}, tolerance {Tolerance:0.0e-0} (h = {Step:0.#e-0}; entries below {Floor:0.0e-0} are measured against that)"
                )
            );
    }

    private int Compared => Parameters.Sum(parameter => parameter.Compared.Count);

    private string Fault =>
        Compared < Wanted ? Invariant($"stopped after {Compared} of {Wanted} entries; ")
        : Unsteady is not null
            ? $"a second backward pass gave {Unsteady} another gradient, so its layer adds to it rather than to set it; "
        : "";

    private static string Place(GradientEntry entry) =>
        FormattableString.Invariant($"({entry.Row}, {entry.Column})");
}
