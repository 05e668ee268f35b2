using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Required command was not provided")]
    [InlineData("Required argument 'PATH' missing", "run")]
    [InlineData("does not exist", "run", "nowhere.ipynb")]
    [InlineData("There is no notebook", "run", "FOLDER")]
    [InlineData("exclude each other", "run", "a.ipynb", "--in-place", "--output-dir", "out")]
    [InlineData("greater than 0", "run", "a.ipynb", "--timeout", "0")]
    [InlineData("greater than 0", "run", "a.ipynb", "--jobs", "-2")]
    [InlineData("a number greater than 0", "run", "a.ipynb", "--timeout", "abc")]
    [InlineData("a number greater than 0", "run", "a.ipynb", "--timeout", "0,5")]
    [InlineData("a number greater than 0", "run", "a.ipynb", "--timeout", "NaN")]
    [InlineData("less than 2000000", "run", "a.ipynb", "--timeout", "1e9")]
    [InlineData("a whole number greater than 0", "run", "a.ipynb", "--jobs", "two")]
    [InlineData("a whole number greater than 0", "verify", "a.ipynb", "--jobs", "1.5")]
    [InlineData("expected a path", "run", "a.ipynb", "--report", "")]
    [InlineData("expected a path", "run", "a.ipynb", "--output-dir", " ")]
    [InlineData("a number from 0 up", "verify", "a.ipynb", "--relative-tolerance", "-1")]
    [InlineData("Unrecognized", "run", "a.ipynb", "--frobnicate")]
    public async Task A_wrong_command_line_ends_with_exit_code_2(
        string message,
        params string[] arguments
    )
    {
        TestNotebook.Write(_folder["a.ipynb"], "1");
        Directory.CreateDirectory(_folder["empty"]);
        string[] named =
        [
            .. arguments.Select(argument =>
                argument switch
                {
                    "a.ipynb" => _folder["a.ipynb"],
                    "FOLDER" => _folder["empty"],
                    _ => argument,
                }
            ),
        ];

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(named);

        outcome.Expect(2);
        outcome.Says(message);
    }

    [Fact]
    public async Task The_help_calls_the_command_by_its_name_and_names_the_tags_of_cells()
    {
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("--help");

        outcome.Expect(0);
        outcome.Says("notebooknet [command]");
        outcome.Says("raises-exception");
        outcome.Says("skip-execution");
        outcome.Says("nbval-ignore-output");
    }

    [Fact]
    public async Task Without_a_place_to_store_nothing_is_written()
    {
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        byte[] before = await File.ReadAllBytesAsync(
            _folder["a.ipynb"],
            TestContext.Current.CancellationToken
        );

        (await RunnerProcess.RunAsync("run", _folder["a.ipynb"])).Expect(0);

        Assert.Equal(
            before,
            await File.ReadAllBytesAsync(_folder["a.ipynb"], TestContext.Current.CancellationToken)
        );
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Notebooks_that_cannot_be_run_are_named_and_the_others_go_on()
    {
        Directory.CreateDirectory(_folder["in"]);
        await File.WriteAllTextAsync(
            _folder["in/1-not-json.ipynb"],
            "{ \"cells\": [",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            _folder["in/2-old.ipynb"],
            """{"nbformat": 3, "worksheets": []}""",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            _folder["in/3-python.ipynb"],
            """{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "python3", "language": "python"}}}""",
            TestContext.Current.CancellationToken
        );
        TestNotebook.Write(
            _folder["in/4-fails.ipynb"],
            "throw new Exception(\"broken on purpose\");",
            "2"
        );
        TestNotebook.Write(_folder["in/sub/5-good.ipynb"], TestNotebook.Passes);
        TestNotebook.Write(_folder["in/.ipynb_checkpoints/6-hidden.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["in"],
            "--output-dir",
            _folder["out"],
            "--report",
            _folder["report.json"],
            "--jobs",
            "2"
        );

        outcome.Expect(1);
        outcome.Says("1-not-json.ipynb: not JSON (line 1");
        outcome.Says("2-old.ipynb: nbformat 3, expected 4");
        outcome.Says("3-python.ipynb: its kernel is python3 (python)");
        outcome.Says("broken on purpose");
        JsonArray report = RunnerProcess.Report(_folder["report.json"]);
        Assert.Equal(
            [false, false, false, false, true],
            report.Select(notebook => (bool)notebook!["ok"]!)
        );
        Assert.Equal("not run: cell 1 failed", (string?)report[3]!["cells"]![1]!["error"]);
        Assert.Equal(
            ["4-fails.ipynb", "5-good.ipynb"],
            Directory
                .EnumerateFiles(_folder["out"], "*", SearchOption.AllDirectories)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty(TestNotebook.Outputs(_folder["out/4-fails.ipynb"], 1));
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped_at_the_timeout()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            "Console.WriteLine(\"before\");",
            "Console.WriteLine(\"in\");\nwhile (true) { }",
            "3"
        );
        TestNotebook.Write(_folder["b.ipynb"], TestNotebook.Passes);
        string stored = _folder["out/a.ipynb"];
        RunnerProcess.Outcome outcome;
        int timeout = 2;
        do
        {
            // A busy machine needs longer to come to the second cell.
            timeout *= 2;
            outcome = await RunnerProcess.RunAsync(
                "run",
                _folder["a.ipynb"],
                _folder["b.ipynb"],
                "--output-dir",
                _folder["out"],
                "--timeout",
                $"{timeout}"
            );
        } while (
            timeout < 200
            && (
                TestNotebook.Outputs(stored, 1) is not [{ } first, ..]
                || (string?)first["output_type"] == "error"
                || !outcome.Output.Contains("1 passed")
            )
        );

        outcome.Expect(1);
        outcome.Says("passed  " + _folder["b.ipynb"]);
        Assert.Equal("before\n", TestNotebook.Text(TestNotebook.Outputs(stored, 0)[0]!["text"]));
        Assert.Equal("in\n", TestNotebook.Text(TestNotebook.Outputs(stored, 1)[0]!["text"]));
        Assert.StartsWith(
            $"TimeoutError: cell 2 was stopped after {timeout} s",
            TestNotebook.Error(stored, 1)
        );
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task A_cell_that_allocates_without_end_fails_with_an_exception()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            "var all = new List<byte[]>();\nwhile (true) { var block = new byte[1 << 20]; Array.Fill(block, (byte)1); all.Add(block); }"
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0xC000000" },
            "run",
            _folder["a.ipynb"],
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(1);
        Assert.StartsWith(
            "System.OutOfMemoryException",
            TestNotebook.Error(_folder["out/a.ipynb"], 0)
        );
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_original_is_untouched()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "1");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--output-dir",
            "/proc/no-such-place"
        );

        outcome.Expect(2);
        outcome.Says("/proc/no-such-place/a.ipynb cannot be written");
        Assert.DoesNotContain("running", outcome.Output);
    }

    [Theory]
    [InlineData("vscode.ipynb")]
    [InlineData("jupyter.ipynb", Traits = ["Tier", "long"])]
    [InlineData("windows.ipynb", Traits = ["Tier", "long"])]
    [InlineData("one-line.ipynb", Traits = ["Tier", "long"])]
    public async Task Notebooks_as_editors_write_them_run_and_stay_valid(string name)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "notebooks", name);

        (await RunnerProcess.RunAsync("run", source, "--output-dir", _folder.Path)).Expect(0);

        JsonNode before = JsonNode.Parse(
            await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken)
        )!;
        JsonNode after = JsonNode.Parse(
            await File.ReadAllTextAsync(_folder[name], TestContext.Current.CancellationToken)
        )!;
        Assert.True(JsonNode.DeepEquals(before["metadata"], after["metadata"]));
        Assert.Equal(1, (int)after["cells"]![1]!["execution_count"]!);
        Assert.NotEmpty(TestNotebook.Outputs(_folder[name], 1));
        Needs.NbFormat();
        await NbFormat.ValidateAsync(_folder[name]);
    }

    [Fact]
    public async Task Previews_are_drawn_beside_the_figures_json_and_one_too_large_is_named_with_its_cell()
    {
        Needs.Chromium();
        JsonObject first = TestNotebook.Cell(FigureCell);
        first["metadata"]!["notebooknet"] = new JsonObject { ["alt"] = "A line that rises." };
        JsonObject second = TestNotebook.Cell(
            """
            "{\"data\": [], \"layout\": {\"width\": 100000, \"height\": 100000}}".DisplayAs("application/vnd.plotly.v1+json");
            """
        );
        second["metadata"]!["notebooknet"] = new JsonObject { ["alt"] = "It has no picture." };
        TestNotebook.Write(_folder["a.ipynb"], first, second);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--in-place",
            "--previews"
        );

        outcome.Expect(0);
        JsonNode output = TestNotebook.Outputs(_folder["a.ipynb"], 0)[0]!;
        JsonNode data = output["data"]!;
        Assert.Equal("A line that rises.", (string?)output["metadata"]!["image/png"]!["alt"]);
        Assert.Empty(TestNotebook.Outputs(_folder["a.ipynb"], 1)[0]!["metadata"]!.AsObject());
        byte[] png = Convert.FromBase64String((string)data["image/png"]!);
        Assert.Equal("PNG"u8.ToArray(), png[1..4]);
        Assert.Equal([0, 0, 1, 64], png[16..20]);
        Assert.Equal([0, 0, 0, 200], png[20..24]);
        Assert.NotNull(data["application/vnd.plotly.v1+json"]);
        outcome.Says("a.ipynb, cell 2: no preview of a figure of 100000 × 100000 pixels");
    }

    [Fact]
    public async Task Without_a_browser_previews_are_left_out_and_that_is_said_once()
    {
        TestNotebook.Write(_folder["a.ipynb"], FigureCell, "display(new Drawing()); new Drawing()");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            new Dictionary<string, string?> { ["NOTEBOOKNET_CHROMIUM"] = _folder["no-browser"] },
            "run",
            _folder["a.ipynb"],
            "--in-place",
            "--previews"
        );

        outcome.Expect(0);
        Assert.Single(
            outcome.Output.Split('\n'),
            line => line.StartsWith("No previews", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Verify_accepts_what_run_stored_and_shows_what_has_changed_since()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            TestNotebook.Cell("#!html\n<p>pi 3.14159</p>"),
            TestNotebook.Cell("#!html\n<p>ignored</p>", "nbval-ignore-output")
        );
        (await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--in-place")).Expect(0);

        (await RunnerProcess.RunAsync("verify", _folder["a.ipynb"])).Expect(0);
        string text = await File.ReadAllTextAsync(
            _folder["a.ipynb"],
            TestContext.Current.CancellationToken
        );
        // In the outputs, each of which stands below its cell's source.
        string changed = text.Replace(
                "\"<p>pi 3.14159</p>\"",
                "\"<p>pi 3.15</p>\"",
                StringComparison.Ordinal
            )
            .Replace("\"<p>ignored</p>\"", "\"<p>whatever</p>\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        await File.WriteAllTextAsync(
            _folder["a.ipynb"],
            changed,
            TestContext.Current.CancellationToken
        );
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("verify", _folder["a.ipynb"]);

        outcome.Expect(1);
        outcome.Says("cell 1 differs, output 1, text/html");
        outcome.Says("- <p>pi 3.15</p>");
        outcome.Says("+ <p>pi 3.14159</p>");
        Assert.DoesNotContain("cell 2 differs", outcome.Output);
        Assert.Equal(
            changed,
            await File.ReadAllTextAsync(_folder["a.ipynb"], TestContext.Current.CancellationToken)
        );
        (
            await RunnerProcess.RunAsync(
                "verify",
                _folder["a.ipynb"],
                "--relative-tolerance",
                "0.1"
            )
        ).Expect(0);
    }

    private const string FigureCell = """
        public class DrawingSource
        {
            public IEnumerable<object> CreateTypeFormatters() =>
                new object[] { new DrawingFormatter("application/vnd.plotly.v1+json"), new DrawingFormatter("text/plain") };
        }
        public class DrawingFormatter
        {
            public DrawingFormatter(string mime) { MimeType = mime; }
            public string MimeType { get; }
            public bool Format(object drawing, System.IO.TextWriter writer)
            {
                writer.Write("{\"data\": [{\"y\": [1, 2]}], \"layout\": {\"width\": 320, \"height\": 200}}");
                return true;
            }
        }
        [AttributeUsage(AttributeTargets.Class)]
        public class TypeFormatterSourceAttribute : Attribute
        {
            public TypeFormatterSourceAttribute(Type type) { FormatterSourceType = type; }
            public Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        [TypeFormatterSource(typeof(DrawingSource))]
        public class Drawing { }
        new Drawing()
        """;
}
