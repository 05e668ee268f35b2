using NotebookNet.Runner.Parameters;

namespace NotebookNet.Runner.Commands;

/// <summary>A notebook to run.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Target">Where its outputs are stored, or null for nowhere.</param>
/// <param name="Follower">The notebook whose cells run after it in the same session, or null.</param>
internal sealed record QueuedNotebook(
    string Path,
    string? Target = null,
    QueuedNotebook? Follower = null
)
{
    /// <summary>The values that are set in it, and not in the notebook that follows it.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    /// <summary>Why it cannot be run, where that is seen already, or null.</summary>
    public string? Trouble { get; init; }
}
