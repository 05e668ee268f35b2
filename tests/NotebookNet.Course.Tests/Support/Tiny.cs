using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests;

/// <summary>Notebooks of a few cells, written by hand.</summary>
internal static class Tiny
{
    /// <summary>A notebook in the folder of the tests' own files.</summary>
    public static Chapter Chapter(string name, params JsonObject[] cells)
    {
        int count = 0;
        foreach (JsonObject cell in cells.Where(cell => (string?)cell["cell_type"] == "code"))
        {
            cell["execution_count"] = ++count;
        }

        return Parse(name, cells);
    }

    /// <summary>A notebook whose cells have the execution counts that they have.</summary>
    public static Chapter Parse(string name, params JsonObject[] cells) => Parse(name, [], cells);

    /// <summary>A notebook that needs packages, with the execution counts that its cells have.</summary>
    public static Chapter Parse(string name, string[] neededPackages, params JsonObject[] cells)
    {
        JsonObject notebook = new()
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => cell.DeepClone())]),
            ["metadata"] = new JsonObject
            {
                ["notebooknet"] = new JsonObject
                {
                    ["needs_packages"] = new JsonArray([
                        .. neededPackages.Select(package => (JsonNode)package),
                    ]),
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return Model.Chapter.Parse(
            Path.Combine(AppContext.BaseDirectory, name),
            Encoding.UTF8.GetBytes(notebook.ToJsonString())
        );
    }

    /// <summary>A Markdown cell; the settings are the course's own metadata, as JSON.</summary>
    public static JsonObject Markdown(string source, string settings = "{}") =>
        new()
        {
            ["cell_type"] = "markdown",
            ["metadata"] = new JsonObject { ["notebooknet"] = JsonNode.Parse(settings) },
            ["source"] = source,
        };

    public static JsonObject Code(string source, params JsonObject[] outputs) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray([.. outputs]),
            ["source"] = source,
        };

    /// <summary>Code as a solution shows it.</summary>
    public static string Block(string code) =>
        $"<pre><code class=\"language-csharp\">{WebUtility.HtmlEncode(code)}\n</code></pre>";

    public static JsonObject Tagged(this JsonObject cell, string tag)
    {
        cell["metadata"]!["tags"] = new JsonArray(tag);
        return cell;
    }

    public static JsonObject Printed(string text) =>
        new()
        {
            ["name"] = "stdout",
            ["output_type"] = "stream",
            ["text"] = text,
        };

    public static JsonObject Shown(string mime, string content) =>
        new()
        {
            ["data"] = new JsonObject { [mime] = content },
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };

    public static JsonObject Error(string name, string message) =>
        new()
        {
            ["ename"] = name,
            ["evalue"] = message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray(),
        };

    /// <summary>A figure from the JSON of its traces and its layout, with the plain text that goes with one.</summary>
    public static JsonObject Figure(string traces, string layout) =>
        new()
        {
            ["data"] = new JsonObject
            {
                ["application/vnd.plotly.v1+json"] = new JsonObject
                {
                    ["data"] = JsonNode.Parse(traces),
                    ["layout"] = JsonNode.Parse(layout),
                },
                ["text/plain"] = $"figure {layout}",
            },
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        };

    /// <summary>What <paramref name="rule"/> finds in a course of one chapter, as text.</summary>
    public static string[] Find(IRule rule, params JsonObject[] cells) =>
        Find(rule, Chapter("05-tiny.ipynb", cells));

    /// <summary>What <paramref name="rule"/> finds in the first of the chapters of a course, as text.</summary>
    public static string[] Find(IRule rule, Chapter chapter, params Chapter[] others) =>
        [
            .. rule.Find(
                    chapter,
                    new Model.Course([
                        .. others
                            .Prepend(chapter)
                            .OrderBy(other => other.Name, StringComparer.Ordinal),
                    ])
                )
                .Select(violation => violation.ToString()),
        ];
}
