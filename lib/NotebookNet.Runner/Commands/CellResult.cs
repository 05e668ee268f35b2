using System.Text.Json.Serialization;

namespace NotebookNet.Runner.Commands;

/// <summary>How one cell went.</summary>
/// <param name="Index">Position among all cells of the notebook, from 0.</param>
/// <param name="Ok">Whether it passed, failed as its tag `raises-exception` allows, or was skipped with its notebook.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="MimeTypes">The mime types of what it shows.</param>
/// <param name="Error">Why it failed or did not run, or null.</param>
internal sealed record CellResult(
    int Index,
    bool Ok,
    double Seconds,
    IReadOnlyList<string> MimeTypes,
    string? Error = null
)
{
    /// <summary>The cell was not begun, because of an earlier one or because the run was stopped.</summary>
    [JsonIgnore]
    public bool WasNotRun { get; init; }

    /// <summary>The cell did not fail, but what it shows is not what is stored.</summary>
    [JsonIgnore]
    public bool Differs { get; init; }
}
