using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Notebooks;

/// <summary>One cell of a notebook as it is stored.</summary>
/// <param name="Index">Position among all cells of the notebook, from 0.</param>
/// <param name="IsCode">Whether the cell holds code; other cells are prose.</param>
/// <param name="Source">The cell's text, lines joined.</param>
/// <param name="Language">The language the cell's metadata names (`csharp`, `html`, …), or null.</param>
/// <param name="Tags">The tags of the cell's metadata.</param>
/// <param name="Outputs">The stored outputs; empty for prose.</param>
/// <param name="ExecutionCount">The stored execution count, or null.</param>
internal sealed record NotebookCell(
    int Index,
    bool IsCode,
    string Source,
    string? Language,
    IReadOnlySet<string> Tags,
    JsonArray Outputs,
    int? ExecutionCount
)
{
    /// <summary>What names the cell in its file, or null where the format names none.</summary>
    public string? Id { get; init; }

    /// <summary>All of the cell's metadata; empty where it has none.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The files that the cell carries for its Markdown, by name; empty where it has none.</summary>
    public JsonObject Attachments { get; init; } = [];

    /// <summary>Whether the cell holds Markdown.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>The cell fails on purpose: an error is stored and the notebook goes on.</summary>
    public bool RaisesException => Tags.Contains("raises-exception");

    /// <summary>The cell is not run and keeps what is stored.</summary>
    public bool SkipsExecution => Tags.Contains("skip-execution");

    /// <summary>The cell's outputs differ from run to run and are not compared.</summary>
    public bool IgnoresOutput => Tags.Contains("nbval-ignore-output");
}
