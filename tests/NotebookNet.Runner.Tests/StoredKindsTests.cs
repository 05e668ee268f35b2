using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Interactive;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.Verification;
using Plotly.NET;
using StbImageWriteSharp;

namespace NotebookNet.Runner.Tests;

/// <summary>
/// Every kind of stored output, from everyone who stores it: unchanged it passes, whoever runs the cell; with one digit, one
/// word, one line or one output changed it never does.
/// </summary>
public class StoredKindsTests
{
    private const string Line1 = "apple 37.5";
    private const string Line2 = "pear 52";
    private const string Both = $"{Line1}\n{Line2}";
    private const string Style =
        "<style>\r\n.dni-treeview td {\r\n    vertical-align: top;\r\n}\r\n</style>";

    private static readonly JsonSerializerOptions s_plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly OutputComparer s_comparer = new(1e-9);

    /// <summary>What changes a content; where the content has no such place it is as it was.</summary>
    private static readonly (string From, string To)[] s_changes =
    [
        ("37.5", "37.6"),
        ("pear 52", "pear 53"),
        ("apple", "apply"),
        (Line1, "apple"),
    ];

    private static JsonObject Stream(string name, string text) =>
        new()
        {
            ["output_type"] = "stream",
            ["name"] = name,
            ["text"] = text,
        };

    private static JsonObject Shown(string type, params (string Mime, JsonNode Content)[] data) =>
        new()
        {
            ["output_type"] = type,
            ["data"] = new JsonObject(
                data.Select(entry => KeyValuePair.Create(entry.Mime, (JsonNode?)entry.Content))
            ),
            ["metadata"] = new JsonObject(),
        };

    private static JsonObject Error(string? name, string value, params string[] trace)
    {
        JsonObject error = new()
        {
            ["output_type"] = "error",
            ["evalue"] = value,
            ["traceback"] = new JsonArray([.. trace.Select(line => (JsonNode)line)]),
        };
        if (name is not null)
        {
            error["ename"] = name;
        }

        return error;
    }

    private static JsonArray Lines(string text) =>
        [.. text.Split('\n').Select(line => (JsonNode)$"{line}\n")];

    private static GenericChart Chart() => Plot.Line([37.5, 52.0]).Titled("apple 37.5 pear 52");

    private static string Png(byte blue)
    {
        byte[] pixels = [1, 2, blue, 255, 4, 5, 6, 255];
        using MemoryStream file = new();
        new ImageWriter().WritePng(pixels, 2, 1, ColorComponents.RedGreenBlueAlpha, file);
        return Convert.ToBase64String(file.ToArray());
    }

    private static string Mermaid(string id) =>
        $$"""
            <div class="mermaidMarkdownContainer" style="background-color:white">
            <link rel="stylesheet" href="https://example.org/all.min.css">
            <div id="{{id}}"></div>
            <script type="module">
                let renderTarget = document.getElementById('{{id}}');
                const {svg, bindFunctions} = await mermaid.mermaidAPI.render(
                    'mermaid_{{id}}',
                    `{{Both}}`);
                renderTarget.innerHTML = svg;
            </script>
            </div>
            """;

    private static readonly string[] s_texts =
    [
        "text/markdown",
        "text/latex",
        "text/csv",
        "image/svg+xml",
        "application/javascript",
        "application/x-of-nobody",
    ];

    private static readonly string[] s_jsons =
    [
        "application/json",
        "application/vnd.of-nobody+json",
    ];

    private static KeyValuePair<string, Func<JsonObject[]>[]> OfText(string mime) =>
        new(
            mime,
            [
                () => [Shown("execute_result", (mime, Both))],
                () => [Shown("execute_result", (mime, Lines(Both)))],
                () =>
                    [
                        Shown(
                            "display_data",
                            (mime, Both.Replace("\n", "\r\n", StringComparison.Ordinal))
                        ),
                    ],
            ]
        );

    private static KeyValuePair<string, Func<JsonObject[]>[]> OfJson(string mime) =>
        new(
            mime,
            [
                () => [Shown("execute_result", (mime, Json()))],
                () => [Shown("display_data", (mime, Json()))],
                () => [Shown("display_data", (mime, Json().ToJsonString()))],
            ]
        );

    /// <summary>For each kind the outputs as this program, Jupyter and VS Code store them.</summary>
    private static readonly Dictionary<string, Func<JsonObject[]>[]> s_kinds = new([
        .. s_texts.Select(OfText),
        .. s_jsons.Select(OfJson),
    ])
    {
        ["stdout"] =
        [
            () => [Stream("stdout", Both)],
            () =>
                [
                    new()
                    {
                        ["output_type"] = "stream",
                        ["name"] = "stdout",
                        ["text"] = Lines(Both),
                    },
                ],
            () => [Stream("stdout", $"{Line1}\r\n"), Stream("stdout", $"{Line2}\r\n")],
        ],
        ["stderr"] =
        [
            () => [Stream("stderr", Both)],
            () =>
                [
                    Stream(
                        "stderr",
                        "\nwarning CS1701: Assuming assembly reference 'A' used by 'B' matches\n\n"
                            + "\n(3,1): warning CS1702: Assuming assembly reference 'A' used by 'B' matches\n\n"
                    ),
                    Stream("stderr", $"{Both}\n"),
                ],
            () => [Stream("stderr", $"{Line1}\r\n"), Stream("stderr", $"{Line2}\r\n")],
        ],
        ["text"] =
        [
            () => [Shown("execute_result", ("text/plain", Both))],
            () => [Shown("execute_result", ("text/plain", Both.Replace("\n", "\r\n")))],
            () => [Shown("display_data", ("text/plain", Both))],
        ],
        ["type of a cell"] =
        [
            () => [Shown("execute_result", ("text/html", $"<b>Submission#3+{Line1}</b>\n{Line2}"))],
            () =>
                [Shown("execute_result", ("text/html", $"<b>Submission#17+{Line1}</b>\n{Line2}"))],
            () => [Shown("display_data", ("text/html", $"<b>{Line1}</b>\n{Line2}"))],
        ],
        ["HTML of a value"] =
        [
            () =>
                [
                    Shown(
                        "execute_result",
                        ("text/html", $"<pre>{Both}</pre>"),
                        ("text/plain", "a value")
                    ),
                ],
            () => [Shown("execute_result", ("text/html", $"<pre>{Both}</pre>{Style}"))],
            () => [Shown("display_data", ("text/html", Lines($"<pre>{Both}</pre>{Style}")))],
        ],
        ["table"] =
        [
            () => [Shown("display_data", ("text/html", $"<td>{Line1}</td>\n<td>{Line2}</td>"))],
            () =>
                [
                    Shown(
                        "display_data",
                        ("text/csv", "form"),
                        ("text/html", $"<td>{Line1}</td>\n<td>{Line2}</td>{Style}")
                    ),
                ],
            () =>
                [
                    Shown(
                        "display_data",
                        ("text/html", $"<td>{Line1}</td>\n<td>{Line2}</td>{Style}"),
                        ("text/csv", "form")
                    ),
                ],
        ],
        ["element of another name"] =
        [
            () => [Shown("display_data", ("text/html", Drawn("figure-12-1")))],
            () => [Shown("display_data", ("text/html", Drawn("figure-977-4")))],
            () => [Shown("display_data", ("text/html", Drawn("figure-8-22")))],
        ],
        ["figure"] =
        [
            () =>
                [
                    Shown(
                        "execute_result",
                        ("application/vnd.plotly.v1+json", Chart().ToJson()),
                        ("image/png", Png(1)),
                        ("text/plain", "a figure")
                    ),
                ],
            () => [Shown("execute_result", ("text/html", FigureHtml.Of(Chart())))],
            () =>
                [
                    Shown(
                        "display_data",
                        ("application/vnd.plotly.v1+json", Chart().ToJson().ToJsonString()),
                        ("text/html", "<div></div>")
                    ),
                ],
        ],
        ["diagram"] =
        [
            () => [Shown("display_data", ("text/vnd.mermaid", Both), ("text/plain", Both))],
            () =>
                [Shown("display_data", ("text/html", Mermaid("3cab23d54b453cab23d54b453cab23d5")))],
            () =>
                [Shown("display_data", ("text/html", Mermaid("f90daaf3d9b04091874565274a7be9a5")))],
        ],
        ["picture"] =
        [
            () => [Shown("display_data", ("image/png", Png(1)))],
            () =>
                [Shown("execute_result", ("image/png", Png(1) + "\n"), ("text/plain", "<Figure>"))],
            () => [Shown("display_data", ("image/png", Lines(Png(1))))],
        ],
        ["exception"] =
        [
            () => [Error("System.ArgumentException", Both, "anything")],
            () =>
                [
                    Error(
                        "Error",
                        $"System.ArgumentException: {Both}\n   at Submission#17.F()\n   at A.B()"
                    ),
                ],
            () =>
                [
                    Error(
                        null,
                        $"System.ArgumentException: {Both.Replace("\n", "\r\n")}\r\n   at A.B()"
                    ),
                ],
        ],
        ["exception of a cell"] =
        [
            () => [Error("Submission#3+OddError", Both)],
            () => [Error("Error", $"Submission#17+OddError: {Both}\n   at Submission#17.F()")],
            () => [Error("Error", $"Submission#4+OddError: {Both}\n   at Submission#4.F()")],
        ],
        ["error of the compiler"] =
        [
            () =>
                [
                    Error(
                        "CompilationError",
                        $"cell 3, line 1, column 9: error CS0029: {Line1}",
                        $"cell 3 (C#), line 1, column 9: error CS0029: {Line1}",
                        "      source",
                        $"cell 3, line 2, column 1: error CS0103: {Line2}"
                    ),
                ],
            () =>
                [
                    Stream(
                        "stderr",
                        $"\n(1,9): error CS0029: {Line1}\n\n(2,1): error CS0103: {Line2}\n\n"
                    ),
                    Error("Error", "compilation error"),
                ],
            () => [Error("Error", $"(1,9): error CS0029: {Line1}\r\n(2,1): error CS0103: {Line2}")],
        ],
        ["warning of the compiler"] =
        [
            () =>
                [
                    Stream(
                        "stderr",
                        $"cell 3, line 1, column 9: warning CS0219: {Line1}\ncell 3, line 2, column 9: warning CS0219: {Line2}\n"
                    ),
                ],
            () =>
                [
                    Stream(
                        "stderr",
                        $"\n(1,9): warning CS0219: {Line1}\n\n(2,9): warning CS0219: {Line2}\n\n"
                    ),
                ],
        ],
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static JsonObject Json() =>
        new() { ["apple"] = 37.5, ["list"] = new JsonArray(Line1, Line2) };

    private static string Drawn(string id) =>
        $"<div id='{id}'></div><script>draw_{id}('{id}', '{Line1}')</script>\n<p>{Line2}</p>";

    /// <summary>The outputs of a cell that has others around those of a kind.</summary>
    private static JsonArray Cell(string kind, JsonObject[] outputs)
    {
        JsonObject[] printed = kind == "stdout" ? [] : [Stream("stdout", "printed")];
        return
        [
            Shown("display_data", ("text/plain", "start")),
            .. printed,
            .. outputs.Select(output => output.DeepClone()),
            Shown("display_data", ("text/plain", "end")),
        ];
    }

    private static JsonObject[] Changed(JsonObject[] outputs, string from, string to) =>
        [
            .. outputs.Select(output =>
                JsonNode
                    .Parse(
                        output.ToJsonString(s_plain).Replace(from, to, StringComparison.Ordinal)
                    )!
                    .AsObject()
            ),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_stored_an_output_is_of_no_account(string kind)
    {
        foreach (Func<JsonObject[]> stored in s_kinds[kind])
        {
            foreach (Func<JsonObject[]> came in s_kinds[kind])
            {
                Assert.Empty(s_comparer.Compare(Cell(kind, stored()), Cell(kind, came())));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_changed_content_is_a_difference_whoever_stored_it(string kind)
    {
        foreach (Func<JsonObject[]> stored in s_kinds[kind])
        {
            int changed = 0;
            foreach ((string from, string to) in s_changes)
            {
                JsonObject[] other = Changed(stored(), from, to);
                if (other.Zip(stored()).All(pair => JsonNode.DeepEquals(pair.First, pair.Second)))
                {
                    continue;
                }

                changed++;
                foreach (Func<JsonObject[]> came in s_kinds[kind])
                {
                    Assert.True(
                        s_comparer.Compare(Cell(kind, other), Cell(kind, came())).Count > 0,
                        $"{from} -> {to} passes: {JsonSerializer.Serialize(other, s_plain)}"
                    );
                }
            }

            Assert.True(changed >= 3 || kind == "picture", $"{changed} changes");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_order_of_lines_is_compared(string kind)
    {
        foreach (Func<JsonObject[]> stored in s_kinds[kind].Where(_ => kind != "picture"))
        {
            JsonObject[] other = Changed(
                Changed(Changed(stored(), Line1, "@"), Line2, Line1),
                "@",
                Line2
            );
            Assert.NotEmpty(s_comparer.Compare(Cell(kind, other), Cell(kind, s_kinds[kind][0]())));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_output_removed_added_or_moved_is_a_difference(string kind)
    {
        JsonArray whole = Cell(kind, s_kinds[kind][0]());
        foreach (Func<JsonObject[]> stored in s_kinds[kind])
        {
            JsonObject[] outputs = stored();
            List<JsonObject> all =
            [
                .. Cell(kind, outputs).Select(node => node!.DeepClone().AsObject()),
            ];
            int at = kind == "stdout" ? 1 : 2;
            List<JsonObject> own = all.GetRange(at, outputs.Length);
            List<JsonObject> others = [.. all];
            others.RemoveRange(at, outputs.Length);
            // The compiler's warnings stand nowhere in a notebook of VS Code, and everyone prints them at the start.
            bool isWarning = kind == "warning of the compiler";
            if (!isWarning)
            {
                AssertDiffers("removed", others);
                AssertDiffers("moved to the end", [.. others, .. own]);
            }

            AssertDiffers("twice", [.. others[..at], .. own, .. own, .. others[at..]]);
            if (!isWarning)
            {
                AssertDiffers("moved to the start", [.. own, .. others]);
            }

            if (kind is not ("stdout" or "stderr" or "warning of the compiler"))
            {
                AssertDiffers("before what was printed", [others[0], .. own, others[1], others[2]]);
            }
        }

        void AssertDiffers(string change, List<JsonObject> other) =>
            Assert.True(
                s_comparer.Compare([.. other.Select(output => output.DeepClone())], whole).Count
                    > 0,
                $"{change} passes"
            );
    }

    [Fact]
    public void Another_pixel_is_a_difference_and_another_packing_is_not()
    {
        // The same two pixels, uncompressed, by another encoder.
        const string Stored =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAFElEQVR4AQEJAPb/AAECAf8EBQb/BkoCEsttN0MAAAAASUVORK5CYII=";
        JsonArray picture = [Shown("display_data", ("image/png", Png(1)))];

        Assert.NotEqual(Stored, Png(1));
        Assert.Empty(s_comparer.Compare([Shown("display_data", ("image/png", Stored))], picture));
        Assert.Equal(
            "output 1, image/png, pixel 0, 0",
            s_comparer
                .Compare([Shown("display_data", ("image/png", Png(2)))], picture)
                .Single()
                .Place
        );
    }

    [Theory]
    [InlineData("image/png", "iVBORw0KGgo=", "iVBORw0KGgs=")]
    [InlineData("image/png", "not base64!", "neither!")]
    [InlineData("image/jpeg", "/9j/4AAQ", "/9j/4AAR")]
    [InlineData("image/gif", "R0lGODlhAQAB", "R0lGODlhAQAC")]
    [InlineData("image/webp", "UklGRg==", "UklGRw==")]
    public void What_cannot_be_decoded_is_compared_by_its_bytes(
        string mime,
        string stored,
        string other
    )
    {
        Assert.Empty(
            s_comparer.Compare(
                [Shown("display_data", (mime, stored))],
                [Shown("display_data", (mime, stored + "\n"))]
            )
        );
        Assert.Single(
            s_comparer.Compare(
                [Shown("display_data", (mime, stored))],
                [Shown("display_data", (mime, other))]
            )
        );
    }
}
