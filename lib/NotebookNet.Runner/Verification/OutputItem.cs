using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Verification;

/// <summary>A part of what a cell shows, in the order in which it was shown.</summary>
/// <param name="Place">What a message calls it.</param>
internal abstract record OutputItem(string Place)
{
    /// <summary>What it is, in a line.</summary>
    public abstract string Summary { get; }
}

/// <summary>What was printed to stdout between two other outputs.</summary>
internal sealed record PrintedItem(string Place, string Text) : OutputItem(Place)
{
    public override string Summary => $"stdout: {Text.TrimEnd().ReplaceLineEndings("⏎")}";
}

/// <summary>A value, whether it was displayed or is the cell's.</summary>
/// <param name="Place">What a message calls it.</param>
/// <param name="Output">The output as it is stored.</param>
/// <param name="Data">What is compared of it, by mime type.</param>
internal sealed record ShownItem(
    string Place,
    JsonObject Output,
    IReadOnlyDictionary<string, JsonNode?> Data
) : OutputItem(Place)
{
    public override string Summary =>
        $"{Output["output_type"]} ({string.Join(", ", (Output["data"] as JsonObject ?? []).Select(entry => entry.Key))})";
}

/// <summary>An error.</summary>
internal sealed record ErrorItem(string Place, string Kind, string Message) : OutputItem(Place)
{
    public override string Summary => $"{Kind}: {Message}";
}
