using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>How one notebook went.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Ok">Whether every cell passed.</param>
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
    /// <summary>The notebook and its new outputs, where it could be read.</summary>
    public (
        NotebookDocument Document,
        IReadOnlyDictionary<int, CellOutputs> Changes
    )? Outcome { get; init; }
}
