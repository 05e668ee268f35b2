using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Commands;

/// <summary>How a cell ended in its worker.</summary>
/// <param name="Ok">Whether it passed.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="UnservedPackages">The packages that the sources do not serve, where it failed for nothing else.</param>
internal sealed record CellEnd(bool Ok, double Seconds, IReadOnlyList<string> UnservedPackages)
{
    /// <summary>Of a cell that judges answers: what was asked for, and what came of it.</summary>
    public AskedAnswers? Answers { get; init; }

    /// <summary>Whether it failed for want of packages that its notebook says it needs, and for nothing else.</summary>
    public bool LacksOnly(IReadOnlyList<string> neededPackages) =>
        UnservedPackages.Count > 0
        && UnservedPackages.All(name =>
            neededPackages.Contains(name, StringComparer.OrdinalIgnoreCase)
        );
}
