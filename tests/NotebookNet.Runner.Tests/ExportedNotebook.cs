using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests;

/// <summary>A small notebook, exported in this process.</summary>
internal sealed class ExportedNotebook
{
    /// <summary>A picture of one pixel.</summary>
    public const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private readonly List<string> _warnings = [];

    private ExportedNotebook() { }

    public string Page { get; private set; } = "";

    public IReadOnlyList<ExportedFile> Files { get; private set; } = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public static Task<ExportedNotebook> MarkdownAsync(params JsonObject[] cells) =>
        OfAsync(new MarkdownExport(), cells);

    public static Task<ExportedNotebook> HtmlAsync(params JsonObject[] cells) =>
        OfAsync(new HtmlExport(), cells);

    public static async Task<ExportedNotebook> OfAsync(
        IExport export,
        JsonObject[] cells,
        Func<string, string>? link = null,
        JsonObject? metadata = null,
        bool marksCells = false
    )
    {
        ExportedNotebook exported = new();
        JsonObject notebook = new()
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] =
                metadata
                ?? new JsonObject
                {
                    ["kernelspec"] = new JsonObject
                    {
                        ["language"] = "C#",
                        ["name"] = ".net-csharp",
                    },
                },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        string target = Path.Combine(Path.GetTempPath(), "pages", "a page" + export.Extension);
        exported.Files = await export.ExportAsync(
            new ExportSource(
                NotebookDocument.Parse(Encoding.UTF8.GetBytes(notebook.ToJsonString())),
                "a page.ipynb",
                target
            )
            {
                MarksCells = marksCells,
                Link = link ?? (address => address),
                Warn = exported._warnings.Add,
            },
            TestContext.Current.CancellationToken
        );
        exported.Page = Encoding.UTF8.GetString(exported.Files[0].Content);
        return exported;
    }

    public static JsonObject Markdown(string source) =>
        new()
        {
            ["cell_type"] = "markdown",
            ["metadata"] = new JsonObject(),
            ["source"] = source,
        };

    public static JsonObject Code(string source, params JsonObject[] outputs) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = 1,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray([.. outputs]),
            ["source"] = source,
        };

    public static JsonObject Shown(params (string Mime, JsonNode Content)[] data) =>
        new()
        {
            ["output_type"] = "display_data",
            ["metadata"] = new JsonObject(),
            ["data"] = new JsonObject(
                data.Select(one => KeyValuePair.Create(one.Mime, (JsonNode?)one.Content))
            ),
        };

    public static JsonObject Printed(string text, string stream = "stdout") =>
        new()
        {
            ["output_type"] = "stream",
            ["name"] = stream,
            ["text"] = text,
        };

    public static JsonObject Figure(bool hasPicture = true)
    {
        JsonObject figure = new()
        {
            ["data"] = new JsonArray(new JsonObject { ["y"] = new JsonArray(1, 2) }),
            ["layout"] = new JsonObject { ["width"] = 600, ["height"] = 400 },
        };
        (string, JsonNode)[] data =
        [
            ("application/vnd.plotly.v1+json", figure),
            ("text/plain", "A line\n  line: 2 values"),
        ];
        return Shown(hasPicture ? [.. data, ("image/png", Png)] : data);
    }
}
