using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NotebookNet.Editors.Tests;

/// <summary>The course's notebooks, as they are stored.</summary>
internal static class Course
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>The folder with everything in it.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>The notebooks' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string name) => Path.Combine(Root, "notebooks", name + ".ipynb");

    public static IEnumerable<JsonObject> Cells(string path) =>
        JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().OfType<JsonObject>();

    /// <summary>The figures in the outputs of a notebook.</summary>
    public static IReadOnlyList<JsonObject> Figures(string path) =>
        [
            .. Cells(path)
                .SelectMany(cell => cell["outputs"] as JsonArray ?? [])
                .Select(output => output!["data"]?[PlotlyMimeType])
                .OfType<JsonObject>(),
        ];

    public static string Text(JsonNode source) =>
        source is JsonArray lines
            ? string.Concat(lines.Select(line => (string)line!))
            : (string)source!;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
