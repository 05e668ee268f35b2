using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>`run --verify`: one execution that stores the new outputs and compares them with the old ones.</summary>
public sealed class RunAndVerifyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A cell that shows HTML, which needs no compiler, and stores other HTML.</summary>
    private static JsonObject Html(string shown, string stored, params string[] tags)
    {
        JsonObject cell = TestNotebook.Cell($"#!html\n{shown}", tags);
        cell["outputs"] = new JsonArray(
            new JsonObject
            {
                ["data"] = new JsonObject { ["text/html"] = stored },
                ["metadata"] = new JsonObject(),
                ["output_type"] = "display_data",
            }
        );
        return cell;
    }

    private static JsonObject Printed(string source, string stored, params string[] tags)
    {
        JsonObject cell = TestNotebook.Cell(source, tags);
        cell["outputs"] = new JsonArray(
            new JsonObject
            {
                ["name"] = "stdout",
                ["output_type"] = "stream",
                ["text"] = stored,
            }
        );
        return cell;
    }

    private string StoredHtml(string name, int cell) =>
        TestNotebook.Shown(_folder[name], cell, "text/html");

    private string StoredText(string name, int cell) =>
        TestNotebook.Text(TestNotebook.Outputs(_folder[name], cell)[0]!["text"]);

    [Fact]
    public async Task Several_notebooks_are_run_once_stored_elsewhere_and_compared_with_what_they_held()
    {
        string count = _folder["runs"];
        TestNotebook.Write(
            _folder["in/1-equal.ipynb"],
            TestNotebook.Cell($"System.IO.File.AppendAllText(@\"{count}\", \"run\");"),
            Printed("Console.WriteLine(1.0 / 3);", "0.33333333333\n"),
            Printed("Console.WriteLine(\"anything\");", "else\n", "nbval-ignore-output"),
            Printed("Console.WriteLine(\"not run\");", "kept\n", "skip-execution")
        );
        TestNotebook.Write(
            _folder["in/2-differs.ipynb"],
            Html("<p>1</p>", "<p>1</p>"),
            Html("<p>2</p>", "<p>3</p>")
        );
        TestNotebook.Write(
            _folder["in/3-differs-and-fails.ipynb"],
            Printed("Console.WriteLine(4);", "5\n"),
            Printed("throw new Exception(\"broken on purpose\");", "6\n"),
            Printed("Console.WriteLine(7);", "7\n")
        );
        TestNotebook.Write(_folder["in/4-never-run.ipynb"], "#!html\n<p>8</p>");
        await File.WriteAllTextAsync(
            _folder["in/5-not-json.ipynb"],
            "{",
            TestContext.Current.CancellationToken
        );
        string[] before = Read("in");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["in"],
            "--verify",
            "--output-dir",
            _folder["out"],
            "--report",
            _folder["report.json"],
            "--jobs",
            "2"
        );

        outcome.Expect(1);
        outcome.Says("passed  " + _folder["in/1-equal.ipynb"]);
        outcome.Says("cell 2 differs, output 1, text/html\n      - <p>3</p>\n      + <p>2</p>\n");
        outcome.Says("cell 1 differs, stdout\n      - 5\n      + 4\n");
        outcome.Says("broken on purpose");
        outcome.Says("cell 1 differs, output 1\n      + display_data (text/html)\n");
        outcome.Says("5-not-json.ipynb: not JSON");
        JsonArray report = RunnerProcess.Report(_folder["report.json"]);
        Assert.Equal(
            ["true true true true", "true false", "false false false", "false", ""],
            report.Select(notebook =>
                string.Join(' ', notebook!["cells"]!.AsArray().Select(cell => cell!["ok"]))
            )
        );
        Assert.Equal("not run: cell 2 failed", (string?)report[2]!["cells"]![2]!["error"]);
        Assert.Equal(before, Read("in"));
        Assert.Equal(
            "run",
            await File.ReadAllTextAsync(count, TestContext.Current.CancellationToken)
        );
        Assert.Equal("<p>2</p>", StoredHtml("out/2-differs.ipynb", 1));
        Assert.Equal("4\n", StoredText("out/3-differs-and-fails.ipynb", 0));
        Assert.Equal("<p>8</p>", StoredHtml("out/4-never-run.ipynb", 0));
        Assert.Equal("kept\n", StoredText("out/1-equal.ipynb", 3));

        string[] Read(string folder) =>
            [
                .. Directory
                    .EnumerateFiles(_folder[folder])
                    .Order(StringComparer.Ordinal)
                    .Select(File.ReadAllText),
            ];
    }

    [Fact]
    public async Task Equal_outputs_end_with_exit_code_0_with_or_without_a_place_to_store()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            Html("<p>1</p>", "<p>1</p>"),
            TestNotebook.Cell(TestNotebook.Fails, "raises-exception")
        );
        (await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--in-place")).Expect(0);

        (await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--verify")).Expect(0);
        (
            await RunnerProcess.RunAsync(
                "run",
                _folder["a.ipynb"],
                "--verify",
                "--output-dir",
                _folder["out"]
            )
        ).Expect(0);
    }

    [Fact]
    public async Task In_place_a_notebook_that_differs_is_left_as_it_is_and_told()
    {
        TestNotebook.Write(_folder["differs.ipynb"], Html("<p>1</p>", "<p>2</p>"));
        TestNotebook.Write(_folder["equal.ipynb"], Html("<p>1</p>", "<p>1</p><style></style>"));
        byte[] before = await Bytes();

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["differs.ipynb"],
            _folder["equal.ipynb"],
            "--verify",
            "--in-place"
        );

        outcome.Expect(1);
        outcome.Says("cell 1 differs, output 1, text/html\n      - <p>2</p>\n      + <p>1</p>\n");
        outcome.Says("differs.ipynb was not written: ");
        outcome.Says("run --in-place without --verify");
        Assert.Equal(before, await Bytes());
        Assert.Equal("<p>1</p>", StoredHtml("equal.ipynb", 0));

        Task<byte[]> Bytes() =>
            File.ReadAllBytesAsync(_folder["differs.ipynb"], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Notebooks_that_Jupyter_executed_and_that_VS_Code_saved_pass()
    {
        string[] names = ["executed-in-jupyter.ipynb", "saved-by-vscode.ipynb"];
        foreach (string name in names)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "notebooks", name), _folder[name]);
        }

        (await RunnerProcess.RunAsync(["verify", .. names.Select(name => _folder[name])])).Expect(
            0
        );
    }

    [Fact]
    public async Task What_differs_is_said_even_where_nothing_can_be_written()
    {
        string target = _folder["out/a.ipynb"];
        TestNotebook.Write(
            _folder["a.ipynb"],
            Printed(
                $"System.IO.Directory.CreateDirectory(@\"{target}\");\nConsole.WriteLine(1);",
                "2\n"
            )
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--verify",
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(1);
        outcome.Says("a.ipynb was not written");
        outcome.Says("cell 1 differs, stdout");
    }

    [Fact]
    public async Task Stored_outputs_that_no_notebook_would_hold_differ_and_break_nothing()
    {
        JsonObject noData = TestNotebook.Cell("1");
        noData["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data" });
        JsonObject noText = TestNotebook.Cell("Console.WriteLine(2);");
        noText["outputs"] = new JsonArray(
            new JsonObject { ["output_type"] = "stream", ["name"] = "stdout" },
            "not an output"
        );
        JsonObject notBase64 = TestNotebook.Cell("display(\"{}\", \"application/json\");");
        notBase64["outputs"] = new JsonArray(
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["dtype"] = "f8", ["bdata"] = "?" },
                },
            }
        );
        JsonObject number = TestNotebook.Cell("4");
        number["outputs"] = new JsonArray(new JsonObject { ["output_type"] = 4 });
        TestNotebook.Write(_folder["a.ipynb"], noData, noText, notBase64, number);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--verify"
        );

        outcome.Expect(1);
        outcome.Says("cell 1 differs");
        outcome.Says("cell 2 differs");
        outcome.Says("cell 3 differs, ");
        outcome.Says("cell 4 differs, what is stored is no output");
    }
}
