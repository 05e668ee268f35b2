using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests;

public class NotebookDocumentTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "notebooks");

    public static TheoryData<string> Notebooks =>
        ["jupyter.ipynb", "vscode.ipynb", "windows.ipynb", "one-line.ipynb"];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Saving_without_executing_changes_no_byte(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, name));

        Assert.Equal(bytes, NotebookDocument.Parse(bytes).Save(new Dictionary<int, CellOutputs>()));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Saving_the_stored_outputs_again_changes_no_byte(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, name));
        NotebookDocument document = NotebookDocument.Parse(bytes);
        Dictionary<int, CellOutputs> same = document
            .Cells.Where(cell => cell.IsCode)
            .ToDictionary(
                cell => cell.Index,
                cell => new CellOutputs((JsonArray)cell.Outputs.DeepClone(), cell.ExecutionCount)
            );

        Assert.Equal(bytes, document.Save(same));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void New_outputs_change_nothing_but_the_outputs_and_the_count(string name)
    {
        NotebookDocument document = NotebookDocument.Read(Path.Combine(Folder, name));
        JsonArray outputs =
        [
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = "stdout",
                ["text"] = "é\n",
            },
        ];

        byte[] saved = document.Save(
            new Dictionary<int, CellOutputs> { [1] = new((JsonArray)outputs.DeepClone(), 3) }
        );

        JsonNode expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;
        expected["cells"]![1]!["outputs"] = outputs;
        expected["cells"]![1]!["execution_count"] = 3;
        Assert.True(
            JsonNode.DeepEquals(expected, JsonNode.Parse(saved)),
            Encoding.UTF8.GetString(saved)
        );
        byte[] original = File.ReadAllBytes(Path.Combine(Folder, name));
        Assert.Equal(original.Contains((byte)'\r'), saved.Contains((byte)'\r'));
        Assert.Equal(original[^20..], saved[^20..]);
    }

    [Fact]
    public void New_outputs_are_laid_out_as_jupyter_lays_them_out()
    {
        NotebookDocument document = NotebookDocument.Read(Path.Combine(Folder, "jupyter.ipynb"));
        JsonArray outputs =
        [
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { ["text/plain"] = new JsonArray("한\n", "\"b\"") },
                ["metadata"] = new JsonObject(),
            },
        ];

        string saved = Encoding.UTF8.GetString(
            document.Save(new Dictionary<int, CellOutputs> { [1] = new(outputs, 1) })
        );

        Assert.Contains(
            """
               "outputs": [
                {
                 "data": {
                  "text/plain": [
                   "한\n",
                   "\"b\""
                  ]
                 },
                 "metadata": {},
                 "output_type": "display_data"
                }
               ],

            """,
            saved
        );
    }

    [Fact]
    public void A_cell_that_lacks_outputs_gets_them()
    {
        const string Text = """
            {
             "cells": [
              {
               "cell_type": "code",
               "metadata": {},
               "source": []
              }
             ],
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 4
            }
            """;

        byte[] saved = NotebookDocument
            .Parse(Encoding.UTF8.GetBytes(Text))
            .Save(new Dictionary<int, CellOutputs> { [0] = new([], 1) });

        NotebookCell cell = Assert.Single(NotebookDocument.Parse(saved).Cells);
        Assert.Equal(1, cell.ExecutionCount);
        Assert.Contains("\"outputs\": []", Encoding.UTF8.GetString(saved));
    }

    [Theory]
    [InlineData("{ \"cells\": [", "not JSON (line 1")]
    [InlineData("", "the file is empty")]
    [InlineData("[1]", "not a notebook")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "nbformat 3, expected 4")]
    [InlineData("{\"nbformat\": 4}", "without \"cells\"")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "nbformat \"4\", expected 4")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"source\": []}]}", "no \"cell_type\"")]
    [InlineData(
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}",
        "cell 1 of the file is not valid: 1 stands where a text is expected"
    )]
    [InlineData(
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [null]}]}",
        "null stands where a text is expected"
    )]
    [InlineData(
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {\"tags\": [null]}}]}",
        "cell 1 of the file is not valid: null stands"
    )]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "nbformat")]
    [InlineData(
        "{\"nbformat\": 4,\n \"cells\": [\"\\ud83d\"]}",
        "line 2, byte 12): a text that is no Unicode"
    )]
    [InlineData("{\"nbformat\": 4, \"cells\": [NaN]}", "'N' is an invalid start of a value")]
    [InlineData("#!csharp\n1", ".dib file")]
    public void What_is_no_notebook_of_format_4_is_refused_with_its_reason(
        string text,
        string reason
    )
    {
        NotebookFormatException refusal = Assert.Throws<NotebookFormatException>(() =>
            NotebookDocument.Parse(Encoding.UTF8.GetBytes(text))
        );

        Assert.Contains(reason, refusal.Message);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    [InlineData("iso-8859-1", "another encoding than UTF-8")]
    public void Another_encoding_than_utf_8_is_refused_by_its_name(string encoding, string reason)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        byte[] bytes = other.GetBytes("{\"nbformat\": 4, \"metadata\": {\"é\": 1}, \"cells\": []}");

        foreach (byte[] file in (byte[][])[bytes, [.. other.Preamble, .. bytes]])
        {
            NotebookFormatException refusal = Assert.Throws<NotebookFormatException>(() =>
                NotebookDocument.Parse(file)
            );
            Assert.Contains(reason, refusal.Message);
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("{}\0")]
    [InlineData("{\"nbformat\": 4, \"cells\": []} and more")]
    [InlineData("{\"nbformat\": 4, \"cells\": []}{}")]
    [InlineData("{\"nbformat\": 4, \"cells\": [],}")]
    public void What_stands_behind_or_between_is_no_json(string text) =>
        Assert.Contains(
            "not JSON",
            Assert
                .Throws<NotebookFormatException>(() =>
                    NotebookDocument.Parse(Encoding.UTF8.GetBytes(text))
                )
                .Message
        );

    [Theory]
    [InlineData("4.0", null)]
    [InlineData("4e0", null)]
    [InlineData("40e-1", null)]
    [InlineData("4.5", "nbformat 4.5, expected 4")]
    [InlineData("3", "jupyter nbconvert --to notebook --nbformat 4")]
    [InlineData("3.0", "jupyter nbconvert --to notebook --nbformat 4")]
    [InlineData("2", "jupyter nbconvert --to notebook --nbformat 4")]
    [InlineData("5", "newer than this program")]
    [InlineData("5.0", "newer than this program")]
    [InlineData("1e400", "expected 4")]
    [InlineData("-4", "nbformat -4, expected 4")]
    [InlineData("true", "nbformat true, expected 4")]
    [InlineData("[4]", "not a notebook")]
    public void The_format_is_4_however_that_is_written(string format, string? reason)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            $$"""{"nbformat": {{format}}, "cells": [{"cell_type": "code", "execution_count": 3.0, "source": "1"}]}"""
        );
        if (reason is null)
        {
            Assert.Equal(3, NotebookDocument.Parse(bytes).Cells[0].ExecutionCount);
            return;
        }

        Assert.Contains(
            reason,
            Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(bytes)).Message
        );
    }

    [Fact]
    public void A_byte_order_mark_stays()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.Preamble,
            .. File.ReadAllBytes(Path.Combine(Folder, "jupyter.ipynb")),
        ];

        byte[] saved = NotebookDocument
            .Parse(bytes)
            .Save(new Dictionary<int, CellOutputs> { [1] = new([], 7) });

        Assert.Equal(Encoding.UTF8.Preamble, saved.AsSpan(0, 3));
        Assert.Equal(7, NotebookDocument.Parse(saved).Cells[1].ExecutionCount);
    }

    [Theory]
    [InlineData("\"name\": \"python3\", \"language\": \"python\"", "python3 (python)")]
    [InlineData("\"name\": \".net-fsharp\", \"language\": \"F#\"", ".net-fsharp (F#)")]
    [InlineData("\"name\": \".net-csharp\", \"language\": \"C#\"", null)]
    public void Kernels_other_than_csharp_are_named(string kernel, string? expected)
    {
        string text =
            $$"""{"nbformat": 4, "cells": [], "metadata": {"kernelspec": { {{kernel}} } } }""";

        Assert.Equal(
            expected,
            NotebookDocument.Parse(Encoding.UTF8.GetBytes(text)).UnsupportedKernel
        );
    }

    [Theory]
    [InlineData("""{"kernelInfo": {"defaultKernelName": "csharp", "items": []}}""", null)]
    [InlineData("""{"defaultKernelName": "csharp"}""", null)]
    [InlineData("""{"kernelInfo": {"defaultKernelName": "fsharp"}}""", "unnamed (fsharp)")]
    [InlineData("""{"kernelInfo": 1, "defaultKernelName": 2}""", "unnamed (polyglot-notebook)")]
    [InlineData("[]", "unnamed (polyglot-notebook)")]
    public void Polyglot_Notebooks_name_their_language_in_metadata_of_their_own(
        string settings,
        string? expected
    )
    {
        NotebookDocument document = NotebookDocument.Parse(
            Encoding.UTF8.GetBytes(
                $$"""{"nbformat": 4, "cells": [], "metadata": {"language_info": {"name": "polyglot-notebook"}, "polyglot_notebook": {{settings}} } }"""
            )
        );

        Assert.Equal(expected, document.UnsupportedKernel);
        Assert.Equal(expected is null ? "csharp" : null, document.DotnetLanguage);
    }

    [Fact]
    public void Any_text_is_written_as_json_that_reads_back_the_same() =>
        Prop.ForAll<NonNull<string>>(text =>
            {
                string json = new JupyterJson(" ", "\n").Write(JsonValue.Create(text.Get), 0);
                return (string)JsonNode.Parse(json)! == text.Get;
            })
            .QuickCheckThrowOnFailure();
}
