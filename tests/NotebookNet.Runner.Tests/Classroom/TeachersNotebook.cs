using System.Net;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Small notebooks with exercises, and what is read in them.</summary>
internal static class TeachersNotebook
{
    /// <summary>Reads a notebook of these cells.</summary>
    public static Assignment Read(params JsonObject[] cells)
    {
        using TemporaryFolder folder = new();
        TestNotebook.Write(folder["a.ipynb"], cells);
        return Assignment.Read(folder["a.ipynb"]);
    }

    /// <summary>What is wrong with a notebook of these cells.</summary>
    public static string Fault(params JsonObject[] cells) =>
        Assert.Throws<NotebookFormatException>(() => Read(cells)).Message;

    /// <summary>The cells of an exercise under its heading: its text, its scaffold, its solution.</summary>
    public static JsonObject[] Exercise(string scaffold, string? solution, int number = 1) =>
        [
            Text($"## Exercises\n\n**{number}.** How many?"),
            ExportedNotebook.Code(scaffold),
            .. solution is null ? Array.Empty<JsonObject>() : [Solution(solution)],
        ];

    /// <summary>A solution in its fold.</summary>
    public static JsonObject Solution(string code) =>
        Text(
            $"<details>\n<summary>Solution</summary>\n\n<pre><code class=\"language-csharp\">{WebUtility.HtmlEncode(code)}\n</code></pre>\n\n</details>"
        );

    /// <summary>A cell of prose.</summary>
    public static JsonObject Text(string markdown) => ExportedNotebook.Markdown(markdown);

    /// <summary>A cell that nbgrader knows.</summary>
    public static JsonObject Nbgrader(JsonObject cell, string settings)
    {
        cell["metadata"] = new JsonObject { ["nbgrader"] = JsonNode.Parse(settings) };
        return cell;
    }

    /// <summary>A cell of code that nbgrader knows.</summary>
    public static JsonObject Nbgrader(string code, string settings) =>
        Nbgrader(ExportedNotebook.Code(code), settings);
}
