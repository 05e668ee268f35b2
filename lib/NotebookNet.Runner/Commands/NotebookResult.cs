using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>How one notebook went.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Ok">Whether no cell failed.</param>
/// <param name="Seconds">From the start of its process to the end of its last cell.</param>
/// <param name="PeakMemoryBytes">The most resident memory its process held.</param>
/// <param name="Cells">Its code cells.</param>
/// <param name="Error">Why it could not be run at all, or null.</param>
internal sealed record NotebookResult(
    string Path,
    bool Ok,
    double Seconds,
    long PeakMemoryBytes,
    IReadOnlyList<CellResult> Cells,
    string? Error = null
)
{
    /// <summary>
    /// The packages that the notebook says it needs and that the sources of packages do not serve: it was run as far as
    /// the cell that asks for them, and nothing of it is stored. Otherwise empty.
    /// </summary>
    public IReadOnlyList<string> UnservedPackages { get; init; } = [];

    /// <summary>The parameters that were set in it, each with its value.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>Nothing failed, and the notebook could not be run for want of a package.</summary>
    public bool IsSkipped => Ok && UnservedPackages.Count > 0;

    /// <summary>The notebook and its new outputs, where it could be read.</summary>
    public (
        NotebookDocument Document,
        IReadOnlyDictionary<int, CellOutputs> Changes
    )? Outcome { get; init; }
}
