using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Commands;

/// <summary>A cell that was executed in a session.</summary>
/// <param name="End">How it ended.</param>
/// <param name="IsAlive">Whether its process goes on.</param>
/// <param name="Outputs">What it shows; while its process lives, that may still grow and change.</param>
/// <param name="MimeTypes">The mime types of what it has shown so far.</param>
/// <param name="Error">Why it failed, or null.</param>
internal sealed record ExecutedCell(
    CellEnd End,
    bool IsAlive,
    JsonArray Outputs,
    IReadOnlyList<string> MimeTypes,
    string? Error
)
{
    /// <summary>Reads the outputs, which nothing may change meanwhile.</summary>
    public static ExecutedCell Of(CellEnd end, bool isAlive, JsonArray outputs) =>
        new(
            end,
            isAlive,
            outputs,
            [
                .. outputs
                    .OfType<JsonObject>()
                    .SelectMany(output =>
                        (output["data"] as JsonObject)?.Select(entry => entry.Key) ?? []
                    )
                    .Distinct(),
            ],
            outputs
                .OfType<JsonObject>()
                .Where(output => (string?)output["output_type"] == "error")
                .Select(error =>
                    string.Join('\n', error["traceback"]!.AsArray().Select(line => (string)line!))
                )
                .FirstOrDefault()
        );
}
