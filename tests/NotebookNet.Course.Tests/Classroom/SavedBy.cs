using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>The same notebook as different programs save it.</summary>
internal static class SavedBy
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
    };

    /// <summary>As Python's `json` writes it: one space a level, a line break at the end.</summary>
    public static byte[] Json(JsonObject notebook) => Encoding.UTF8.GetBytes(Text(notebook));

    /// <summary>As VS Code does: its own metadata, and what its run has shown.</summary>
    public static byte[] VsCode(JsonObject notebook)
    {
        notebook["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
                ["name"] = ".net-csharp",
            },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            ["polyglot_notebook"] = notebook["metadata"]?["polyglot_notebook"]?.DeepClone(),
        };
        foreach (JsonObject cell in Code(notebook))
        {
            cell["metadata"] = new JsonObject
            {
                ["vscode"] = new JsonObject { ["languageId"] = "polyglot-notebook" },
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
            };
        }

        Execute(notebook, counts: false);
        return Encoding.UTF8.GetBytes(notebook.ToJsonString(s_indented));
    }

    /// <summary>As Jupyter does: execution counts and outputs.</summary>
    public static byte[] Jupyter(JsonObject notebook)
    {
        foreach (JsonObject cell in Code(notebook))
        {
            cell["metadata"]!.AsObject().Remove("dotnet_interactive");
            cell["metadata"]!.AsObject()["trusted"] = true;
        }

        Execute(notebook, counts: true);
        return Json(notebook);
    }

    /// <summary>As a program for nbformat 4.4 does: cells without ids.</summary>
    public static byte[] WithoutIds(JsonObject notebook)
    {
        foreach (JsonObject cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            cell.Remove("id");
        }

        notebook["nbformat_minor"] = 4;
        return Json(notebook);
    }

    /// <summary>As a converter does: a new id for every cell.</summary>
    public static byte[] WithOtherIds(JsonObject notebook)
    {
        Random random = new(20);
        foreach (JsonObject cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            cell["id"] = random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        }

        return Json(notebook);
    }

    /// <summary>As an editor on Windows does: all line breaks are two characters, in the file and in the cells.</summary>
    public static byte[] OnWindows(JsonObject notebook)
    {
        foreach (JsonObject cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            cell["source"] = new JsonArray([
                .. cell["source"]!
                    .AsArray()
                    .Select(line =>
                        (JsonNode)((string)line!).Replace("\n", "\r\n", StringComparison.Ordinal)
                    ),
            ]);
        }

        return Encoding.UTF8.GetBytes(
            Text(notebook).Replace("\n", "\r\n", StringComparison.Ordinal)
        );
    }

    /// <summary>As a script does: each source one string, the file one line after a byte order mark.</summary>
    public static byte[] OnOneLine(JsonObject notebook)
    {
        foreach (JsonObject cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            cell["source"] = StudentCopy.SourceOf(cell);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(notebook.ToJsonString())];
    }

    private static string Text(JsonObject notebook) => $"{notebook.ToJsonString(s_indented)}\n";

    private static IEnumerable<JsonObject> Code(JsonObject notebook) =>
        notebook["cells"]!.AsArray().OfType<JsonObject>().Where(HandOut.IsCode);

    private static void Execute(JsonObject notebook, bool counts)
    {
        int count = 0;
        foreach (JsonObject cell in Code(notebook))
        {
            count++;
            cell["execution_count"] = counts ? count : null;
            cell["outputs"] = new JsonArray(
                new JsonObject
                {
                    ["output_type"] = "stream",
                    ["name"] = "stdout",
                    ["text"] = new JsonArray("what this machine has shown\n"),
                }
            );
        }
    }
}
