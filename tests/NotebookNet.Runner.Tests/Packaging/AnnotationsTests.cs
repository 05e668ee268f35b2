using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.GitHub;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>What GitHub is told of results, in its own terms.</summary>
public sealed class AnnotationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cell_that_failed_is_shown_at_its_line_and_what_GitHub_would_read_is_escaped()
    {
        NotebookResult result = Result(
            "a,b: 100%.ipynb",
            "System.Exception: 50% of\r\n   cell 1, line 3, in F:\n   cell 7, line 2:\n"
        );

        Assert.Equal(
            [
                "::error file=a%2Cb%3A 100%25.ipynb,line=13,title=a%2Cb%3A 100%25.ipynb%2C cell 7%2C line 2"
                    + "::System.Exception: 50%25 of%0D%0A   cell 1, line 3, in F:%0A   cell 7, line 2:%0A",
            ],
            Annotations.Of(result, _folder.Path)
        );
    }

    [Theory]
    [InlineData("cell 7, line 3, column 5: error CS0103: x", "cell 7, line 3", 14)]
    [InlineData("    cell 7 (F#), line 2, column 20: error FS0001: x", "cell 7, line 2", 13)]
    [InlineData("other.ipynb cell 7, line 3: x", "cell 7", 12)]
    [InlineData("cell 70, line 3: x", "cell 7", 12)]
    public void The_line_is_the_failing_cells_own(string error, string place, int line)
    {
        string annotation = Assert.Single(Annotations.Of(Result("a.ipynb", error), _folder.Path));

        Assert.StartsWith(
            $"::error file=a.ipynb,line={line},title=a.ipynb%2C {place.Replace(",", "%2C", StringComparison.Ordinal)}::",
            annotation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Cells_that_were_not_run_are_not_shown_and_a_notebook_that_could_not_be_read_is()
    {
        NotebookResult failed = Result("a.ipynb", "cell 7, line 1: x");
        failed = failed with
        {
            Cells =
            [
                .. failed.Cells,
                new CellResult(1, false, 0, [], "not run: cell 7 failed") { WasNotRun = true },
            ],
        };
        NotebookResult unread = new(
            _folder["no.ipynb"],
            false,
            0,
            0,
            [],
            "it does not exist any more"
        );

        Assert.Single(Annotations.Of(failed, _folder.Path));
        Assert.Equal(
            ["::error file=no.ipynb,line=1,title=no.ipynb::it does not exist any more"],
            Annotations.Of(unread, _folder.Path)
        );
    }

    [Fact]
    public void A_long_message_is_cut()
    {
        string annotation = Assert.Single(
            Annotations.Of(
                Result("a.ipynb", new string('x', 3999) + "\U0001F600 and more"),
                _folder.Path
            )
        );

        Assert.EndsWith("x…", annotation, StringComparison.Ordinal);
        Assert.InRange(annotation.Length, 4000, 4200);
    }

    [Fact]
    public void The_summary_is_a_table_that_no_text_breaks_with_the_failed_ones_first()
    {
        NotebookResult passed = new(_folder["a_b.ipynb"], true, 1.5, 2_000_000, []);
        NotebookResult skipped = passed with { UnservedPackages = ["Torch"], Path = "c.ipynb" };

        string summary = JobSummary.Of([
            passed with
            {
                Path = "a_b.ipynb",
            },
            skipped,
            Result("d.ipynb", "cell 7, line 1: <b> | *x*\nmore") with
            {
                Path = "d.ipynb",
            },
        ]);

        Assert.Equal(
            """
            ### 1 passed, 1 failed, 1 skipped (package Torch)

            | | notebook | cells | time | memory | |
            |---|---|--:|--:|--:|---|
            | ❌ failed | d.ipynb | 1 | 2.0 s | 3 MB | cell 7, line 1&#58; &#60;b&#62; &#124; &#42;x&#42; |
            | ⏭️ skipped | c.ipynb | 0 | 1.5 s | 2 MB | not served&#58; Torch |
            | ✅ passed | a&#95;b.ipynb | 0 | 1.5 s | 2 MB |  |


            """.ReplaceLineEndings("\n"),
            summary
        );
    }

    /// <summary>The result of a notebook whose only cell, of three lines, failed; its number is 7.</summary>
    private NotebookResult Result(string name, string error)
    {
        string path = _folder[name];
        TestNotebook.Write(path, TestNotebook.Cell("int a;\nint b;\nint c;"));
        JsonNode cell = JsonNode.Parse(File.ReadAllText(path))!;
        cell["cells"]![0]!["source"] = new JsonArray("int a;\n", "int b;\n", "int c;");
        File.WriteAllText(path, cell.ToJsonString(new() { WriteIndented = true, IndentSize = 1 }));
        NotebookDocument document = NotebookDocument.Read(path);
        return new NotebookResult(
            path,
            false,
            2,
            3_000_000,
            [new CellResult(0, false, 0.5, [], error)]
        )
        {
            Outcome = (document, new Dictionary<int, CellOutputs> { [0] = new([], 7) }),
        };
    }
}
