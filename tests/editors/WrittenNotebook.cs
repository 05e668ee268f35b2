using System.Text.Json.Nodes;

namespace NotebookNet.Editors.Tests;

/// <summary>A notebook of code cells that was never run.</summary>
internal static class WrittenNotebook
{
    public static void Write(string path, params string[] cells) =>
        File.WriteAllText(
            path,
            new JsonObject
            {
                ["cells"] = new JsonArray([.. cells.Select(source => Cell(source))]),
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
                ["nbformat_minor"] = 4,
            }.ToJsonString()
        );

    private static JsonObject Cell(string source) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = source.StartsWith("// tagged ", StringComparison.Ordinal)
                ? new JsonObject
                {
                    ["tags"] = new JsonArray(source.Split('\n')[0]["// tagged ".Length..]),
                }
                : new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };
}
