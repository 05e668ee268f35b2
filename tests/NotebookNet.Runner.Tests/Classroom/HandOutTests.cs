using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class HandOutTests
{
    private static readonly Gen<(string[] Kinds, Layout Layout)> s_notebooks =
        from count in Gen.Choose(0, 8)
        from kinds in Gen.ArrayOf(
            Gen.Elements("prose", "fold", "code", "exercise", "plain", "nbgrader"),
            count
        )
        from indent in Gen.Choose(0, 3)
        from windows in Gen.Elements(false, true)
        from mark in Gen.Elements(false, true)
        from lines in Gen.Elements(false, true)
        from ids in Gen.Elements(false, true)
        select (kinds, new Layout(indent, windows ? "\r\n" : "\n", mark, lines, ids));

    [Fact]
    public void What_is_handed_out_is_the_notebook_with_these_changes_and_no_others() =>
        Prop.ForAll(
                Arb.From(s_notebooks),
                notebook =>
                {
                    (JsonObject teachers, JsonObject students) = Build(
                        notebook.Kinds,
                        notebook.Layout
                    );
                    byte[] made = HandOutOf(Bytes(teachers, notebook.Layout));
                    JsonNode read = JsonNode.Parse(WithoutMark(made, notebook.Layout))!;
                    Assert.Equal(students.ToJsonString(), read.ToJsonString());
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_notebook_without_exercises_and_outputs_is_handed_out_byte_for_byte() =>
        Prop.ForAll(
                Arb.From(s_notebooks),
                notebook =>
                {
                    string[] kinds = [.. notebook.Kinds.Where(kind => kind is "prose" or "code")];
                    (_, JsonObject students) = Build(kinds, notebook.Layout);
                    byte[] bytes = Bytes(students, notebook.Layout);
                    Assert.Equal(bytes, HandOutOf(bytes));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_other_byte_stays()
    {
        const string Teachers = """
            {"nbformat" : 4,
              "cells":[ {"source":["## Exercises\n","**1.** \u00e9"],"cell_type":"markdown", "metadata":{ }} ,
                {"cell_type":"code","outputs":[ {"output_type":"stream","name":"stdout","text":"3"} ],
                 "metadata":{"notebooknet":{"wrong" : ["1"], "alt":"é", "right":["3"]}, "x":1e2},"execution_count" : 7,
                 "source":"double a = 0;   // your answer\nCheck.Number(\"1\", G(), a)"},
                {"cell_type":"markdown","attachments":{"a.png":{"image/png":"AA=="}},"metadata":{},
                 "source":"<details>\n3"}
                 ,{"cell_type":"raw", "metadata":{},"source":"the end"} ],
              "metadata":{"kernelspec":{"name":".net-csharp"}}, "nbformat_minor":4.0 }
            """;
        const string Students = """
            {"nbformat" : 4,
              "cells":[ {"source":["## Exercises\n","**1.** \u00e9"],"cell_type":"markdown", "metadata":{ }} ,
                {"cell_type":"code","outputs":[],
                 "metadata":{"notebooknet":{"alt":"é"}, "x":1e2},"execution_count" : null,
                 "source":"double a = 0;   // your answer\nCheck.Number(\"1\", G(), a)"}
                 ,{"cell_type":"raw", "metadata":{},"source":"the end"} ],
              "metadata":{"kernelspec":{"name":".net-csharp"}}, "nbformat_minor":4.0 }
            """;
        Assert.Equal(
            Students,
            Encoding.UTF8.GetString(HandOutOf(Encoding.UTF8.GetBytes(Teachers)))
        );
    }

    private static byte[] HandOutOf(byte[] teachers)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.ipynb"], teachers);
        return HandOut.Of(Assignment.Read(folder["a.ipynb"]));
    }

    /// <summary>A teacher's notebook, and what students should get of it.</summary>
    private static (JsonObject Teachers, JsonObject Students) Build(string[] kinds, Layout layout)
    {
        List<(JsonObject Teachers, JsonObject? Students)> cells = [];
        for (int i = 0; i < kinds.Length; i++)
        {
            cells.AddRange(Cells(kinds[i], i, layout));
        }

        JsonArray teachers = [];
        JsonArray students = [];
        foreach ((JsonObject cell, JsonObject? left) in cells)
        {
            if (layout.Ids)
            {
                cell["id"] = $"cell-{teachers.Count}";
            }

            if (left is not null)
            {
                if (layout.Ids)
                {
                    left["id"] = $"cell-{teachers.Count}";
                }

                students.Add(left);
            }

            teachers.Add(cell);
        }

        return (Notebook(teachers), Notebook(students));

        JsonObject Notebook(JsonArray all) =>
            new()
            {
                ["cells"] = all,
                ["metadata"] = new JsonObject
                {
                    ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp" },
                    ["unknown"] = 1.50,
                },
                ["nbformat"] = 4,
                ["nbformat_minor"] = layout.Ids ? 5 : 4,
            };
    }

    private static IEnumerable<(JsonObject, JsonObject?)> Cells(string kind, int i, Layout layout)
    {
        string open =
            $"double a{i} = double.NaN;   // your answer\nCheck.Number(\"{i}\", G(), a{i})";
        string plain =
            $"double b{i} = double.NaN;   // your answer\nCheck.Number(\"{i}\", 17, b{i})";
        switch (kind)
        {
            case "prose":
                yield return Same(Prose("## Section\n\nA text, 한국어 \"and\" <b>\ttags</b>"));
                break;
            case "fold":
                yield return Same(Prose("## Section"));
                yield return Same(Prose("<details>\n\nA derivation\n\n</details>"));
                break;
            case "code":
                yield return (Code("1 + 1", hasRun: true), Code("1 + 1", hasRun: false));
                break;
            case "exercise" or "plain":
                string scaffold = kind == "plain" ? plain : open;
                string students =
                    kind == "plain"
                        ? $"double b{i} = double.NaN;   // your answer\nCheck.Later(\"{i}\", b{i})"
                        : scaffold;
                yield return Same(Prose($"## Exercises\n\n**{i + 1}.** How many?"));
                yield return (Code(scaffold, hasRun: true), Code(students, hasRun: false));
                yield return (Prose("<details>\n\n17 of them\n\n</details>\n"), null);
                break;
            default:
                string settings = $$"""{"grade_id": "g{{i}}", "solution": true}""";
                yield return (
                    Nbgrader(Code("int c = 17;\nint d;", hasRun: true), settings),
                    Nbgrader(Code("// YOUR CODE HERE", hasRun: false), settings)
                );
                break;
        }

        (JsonObject, JsonObject?) Same(JsonObject cell) => (cell, (JsonObject)cell.DeepClone());

        JsonObject Prose(string text) =>
            new()
            {
                ["cell_type"] = "markdown",
                ["metadata"] = new JsonObject { ["custom"] = i },
                ["source"] = Source(text),
            };

        JsonObject Code(string text, bool hasRun) =>
            new()
            {
                ["cell_type"] = "code",
                ["execution_count"] = hasRun ? i : null,
                ["metadata"] = new JsonObject(),
                ["outputs"] = hasRun
                    ? new JsonArray(
                        new JsonObject
                        {
                            ["name"] = "stdout",
                            ["output_type"] = "stream",
                            ["text"] = "17",
                        }
                    )
                    : new JsonArray(),
                ["source"] = Source(text),
            };

        JsonNode Source(string text)
        {
            string[] lines = text.Split('\n');
            return layout.Lines
                ? new JsonArray([
                    .. lines.SkipLast(1).Select(line => (JsonNode)(line + "\n")),
                    .. lines[^1].Length > 0 ? [(JsonNode)lines[^1]] : Array.Empty<JsonNode>(),
                ])
                : JsonValue.Create(text);
        }
    }

    private static byte[] Bytes(JsonObject notebook, Layout layout)
    {
        JsonSerializerOptions options = new()
        {
            WriteIndented = layout.Indent > 0,
            IndentSize = Math.Max(1, layout.Indent),
            NewLine = layout.NewLine,
            Encoder = layout.Lines ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null,
        };
        return
        [
            .. layout.Mark ? Encoding.UTF8.GetPreamble() : [],
            .. Encoding.UTF8.GetBytes(notebook.ToJsonString(options) + layout.NewLine),
        ];
    }

    private static byte[] WithoutMark(byte[] bytes, Layout layout)
    {
        Assert.Equal(layout.Mark, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        return layout.Mark ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    private sealed record Layout(int Indent, string NewLine, bool Mark, bool Lines, bool Ids);
}
