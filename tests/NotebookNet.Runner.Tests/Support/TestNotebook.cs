using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Writes small notebooks and reads what was stored in them.</summary>
internal static class TestNotebook
{
    /// <summary>
    /// A cell that passes and shows something; it needs no compiler, whose start is most of what a notebook's process costs.
    /// </summary>
    public const string Passes = "#!html\n<p>1</p>";

    /// <summary>A cell that fails, without the compiler too.</summary>
    public const string Fails = "#!no-such-command";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
    };

    /// <summary>A code cell; tags follow its source.</summary>
    public static JsonObject Cell(string source, params string[] tags) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{Guid.NewGuid():N}"[..20],
            ["metadata"] = new JsonObject
            {
                ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]),
            },
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };

    /// <summary>Stores in a cell that it has printed a text.</summary>
    public static void StorePrinted(JsonObject cell, string text) =>
        cell["outputs"] = new JsonArray(
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = "stdout",
                ["text"] = text,
            }
        );

    public static void Write(string path, params JsonObject[] cells)
    {
        JsonObject notebook = new()
        {
            ["cells"] = new JsonArray(cells),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["display_name"] = ".NET (C#)",
                    ["language"] = "C#",
                    ["name"] = ".net-csharp",
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, notebook.ToJsonString(s_indented) + "\n");
    }

    public static void Write(string path, params string[] sources) =>
        Write(path, [.. sources.Select(source => Cell(source))]);

    /// <summary>The outputs stored in the cell at <paramref name="index"/>.</summary>
    public static JsonArray Outputs(string path, int index) =>
        JsonNode.Parse(File.ReadAllText(path))!["cells"]![index]!["outputs"]!.AsArray();

    /// <summary>What the cell at <paramref name="index"/> has stored first, in a mime type.</summary>
    public static string Shown(string path, int index, string mime = "text/plain") =>
        Text(Outputs(path, index)[0]!["data"]![mime]);

    /// <summary>What the cell at <paramref name="index"/> has stored, each output in one text; values are of one mime type each.</summary>
    public static IEnumerable<string> Texts(string path, int index) =>
        Outputs(path, index)
            .Select(output =>
                (string?)output!["output_type"] switch
                {
                    "error" => Error(path, index),
                    "stream" => Text(output["text"]),
                    _ => Text(Assert.Single(output["data"]!.AsObject()).Value),
                }
            );

    /// <summary>The error that the cell at <paramref name="index"/> has stored: its name and what it says.</summary>
    public static string Error(string path, int index)
    {
        JsonNode error = Outputs(path, index)
            .Single(output => (string?)output!["output_type"] == "error")!;
        return $"{error["ename"]}: {error["evalue"]}";
    }

    /// <summary>A stored text, its lines joined.</summary>
    public static string Text(JsonNode? text) =>
        text is JsonArray lines
            ? string.Concat(lines.Select(line => (string)line!))
            : (string)text!;
}
