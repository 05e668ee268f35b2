using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Notebooks in the kernel that readers have: what this program's own session has stored, and its other languages.</summary>
public sealed class KernelRunTests(KernelRunTests.Run run)
    : IClassFixture<KernelRunTests.Run>,
        IDisposable
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// One run of one notebook, which is what costs: cells that the session has stored, the same once more with something else
    /// stored, and cells of languages that the session has not.
    /// </summary>
    public sealed class Run : IDisposable
    {
        /// <summary>The first of the cells that are stored as they were shown, of their copies, and of the others.</summary>
        public const int Stored = 1,
            Changed = 8,
            Others = 12;

        private static readonly JsonObject[] s_others =
        [
            In("csharp", "int[] three = [1, 2, 3];"),
            In("fsharp", "#!set --name numbers --value @csharp:three\nlet total = 7\ntotal"),
            In("pwsh", "#!set --name total --value @fsharp:total\n$total * 2"),
            In("javascript", "#!set --name numbers --value @csharp:three\nconsole.log(numbers)"),
            In("html", "<b>bold</b>"),
            In("mermaid", "graph TD\nA-->B"),
            In("markdown", "# Heading"),
            In("C#", "Console.ReadLine()", "raises-exception"),
            In("cobol", "DISPLAY 'x'", "raises-exception"),
            In("fsharp", "let number : int = \"text\""),
        ];

        private readonly TemporaryFolder _folder = new();
        private readonly Lazy<Task<RunnerProcess.Outcome>> _outcome;

        public Run() => _outcome = new(RunAsync);

        /// <summary>How the run ended; it begins when somebody first asks.</summary>
        internal Task<RunnerProcess.Outcome> OutcomeAsync()
        {
            Needs.Kernel();
            return _outcome.Value;
        }

        internal JsonNode Report => RunnerProcess.Report(_folder["report.json"])[0]!;

        internal JsonNode Output(int cell, int output) =>
            TestNotebook.Outputs(_folder["out/1.ipynb"], cell)[output]!;

        /// <summary>What one of the cells of other languages has printed or shown.</summary>
        internal string Text(int other, int output, string mime = "text/html")
        {
            JsonNode shown = Output(Others + other, output);
            return TestNotebook.Text(shown["text"] ?? shown["data"]![mime]);
        }

        public void Dispose() => _folder.Dispose();

        private async Task<RunnerProcess.Outcome> RunAsync()
        {
            LibraryCopy.In(_folder["lib"]);
            JsonObject[] compared = [.. Compared()];
            TestNotebook.Write(
                _folder["1.ipynb"],
                [
                    TestNotebook.Cell(
                        "#r \"lib/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;\nusing MathNet.Numerics.LinearAlgebra;\nNotebook.Setup();"
                    ),
                    .. compared,
                    TestNotebook.Cell("Environment.CurrentDirectory"),
                    TestNotebook.Cell("Console.WriteLine(1);", "skip-execution"),
                    .. compared.Take(Others - Changed).Select(cell => cell.DeepClone().AsObject()),
                ]
            );
            (await RunnerProcess.RunAsync("run", _folder["1.ipynb"], "--in-place")).Expect(0);
            JsonNode notebook = JsonNode.Parse(await File.ReadAllTextAsync(_folder["1.ipynb"]))!;
            JsonArray cells = notebook["cells"]!.AsArray();
            JsonNode Output(int copy, int output) => cells[Changed + copy]!["outputs"]![output]!;
            Output(0, 0)["data"]![Plotly]!["data"]![0]!["name"] = "cubes";
            Output(1, 2)["data"]!["text/html"] = "another matrix";
            Output(2, 0)["evalue"] = "as it does not say";
            Output(3, 0)["evalue"] = "cell 11, line 1, column 11: error CS0000: another";
            foreach (JsonObject other in s_others)
            {
                cells.Add(other.DeepClone());
            }

            await File.WriteAllTextAsync(_folder["1.ipynb"], notebook.ToJsonString());
            return await RunnerProcess.RunAsync(
                "run",
                _folder["1.ipynb"],
                "--verify",
                "--kernel",
                "dotnet-interactive",
                "--output-dir",
                _folder["out"],
                "--report",
                _folder["report.json"]
            );
        }

        private static IEnumerable<JsonObject> Compared()
        {
            yield return TestNotebook.Cell(
                "Plot.Line([1.0, 4.0, 9.0], name: \"<squares> & more\").Titled(\"Squares\")"
            );
            yield return TestNotebook.Cell(
                "class Point { public int X => 3; }\nConsole.WriteLine(typeof(Point));\ndisplay(new Point());\nMatrix<double>.Build.Dense(2, 2, 0.5)"
            );
            yield return TestNotebook.Cell(
                "void Fail() => throw new ArgumentException(\"as the cell says\");\nFail();",
                "raises-exception"
            );
            yield return TestNotebook.Cell("int one = \"1\";", "raises-exception");
            yield return TestNotebook.Cell(
                "class Odd(string m) : Exception(m, new Exception(\"inner\"));\nTask.Run(() => throw new Odd(\"one\")).Wait();",
                "raises-exception"
            );
        }
    }

    [Fact]
    public async Task The_kernel_shows_what_the_session_has_stored_and_where_that_is_changed_it_differs()
    {
        (await run.OutcomeAsync()).Expect(1);

        JsonArray cells = run.Report["cells"]!.AsArray();
        Assert.True((long)run.Report["peakMemoryBytes"]! > 100_000_000);
        Assert.All(cells.Take(Run.Changed), cell => Assert.True((bool)cell!["ok"]!));
        Assert.All(
            cells.Take(Run.Others).Skip(Run.Changed),
            cell => Assert.Contains(" differs, ", (string?)cell!["error"])
        );
        Assert.DoesNotContain(
            cells.Take(Run.Changed).Concat(cells.Skip(Run.Others)),
            cell => ((string?)cell!["error"])?.Contains(" differs, ") == true
        );
    }

    [Fact]
    public async Task A_figure_and_a_diagram_are_stored_as_what_they_are_with_their_text()
    {
        await run.OutcomeAsync();

        Assert.Equal(
            [Plotly, "text/plain"],
            run.Report["cells"]![Run.Stored]!["mimeTypes"]!.AsArray().Select(mime => (string?)mime)
        );
        Assert.Equal(
            "Squares\n  line '<squares> & more': 3 values",
            TestNotebook.Text(run.Output(Run.Stored, 0)["data"]!["text/plain"])
        );
        Assert.Equal("graph TD\nA-->B", run.Text(5, 0, "text/vnd.mermaid"));
    }

    [Fact]
    public async Task Cells_in_the_kernels_languages_share_values_and_the_one_that_fails_is_named_with_its_own()
    {
        RunnerProcess.Outcome outcome = await run.OutcomeAsync();

        outcome.Expect(1);
        outcome.Says("    cell 21 (F#), line 1, column 20: error FS0001: ");
        Assert.Contains("<pre>7</pre>", run.Text(1, 0));
        Assert.Equal("14\n", run.Text(2, 0));
        Assert.Equal(
            "<script type=\"text/javascript\">numbers = [1,2,3];</script>",
            run.Text(3, 0)
        );
        Assert.Equal(
            "<script type=\"text/javascript\">console.log(numbers)</script>",
            run.Text(3, 1)
        );
        Assert.Equal("<b>bold</b>", run.Text(4, 0));
        Assert.Contains("<h1 id=\"heading\">Heading</h1>", run.Text(6, 0));
    }

    [Fact]
    public async Task Who_asks_for_input_or_for_a_language_that_is_not_there_fails_with_a_line_that_says_so()
    {
        await run.OutcomeAsync();

        string? Said(int other) => (string?)run.Output(Run.Others + other, 0)["evalue"];
        Assert.StartsWith("There is no input: ", Said(7));
        Assert.Equal(
            "the language of the cell is cobol; there are csharp, fsharp, html, http, javascript, mermaid, pwsh, value.",
            Said(8)
        );
    }

    [Fact]
    public async Task Without_the_kernel_such_a_cell_is_refused_and_the_option_is_named()
    {
        TestNotebook.Write(_folder["1.ipynb"], In("fsharp", "let x = 1"));
        TestNotebook.Write(_folder["2.ipynb"], "#!pwsh\n$x = 1");
        TestNotebook.Write(_folder["3.ipynb"], "#!nonsense");
        await File.WriteAllTextAsync(
            _folder["4.ipynb"],
            "{\"nbformat\":4,\"cells\":[],\"metadata\":{\"kernelspec\":{\"name\":\".net-fsharp\",\"language\":\"F#\"}}}",
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("run", _folder.Path);

        outcome.Expect(1);
        Assert.Contains("the language of the cell is fsharp", outcome.Output);
        Assert.Contains(
            "its kernel is .net-fsharp (F#); only C# notebooks run here (kernel .net-csharp); --kernel dotnet-interactive runs it",
            outcome.Output
        );
        Assert.Equal(4, outcome.Output.Split("--kernel dotnet-interactive").Length);
    }

    [Fact]
    public async Task Without_the_kernel_neither_the_session_nor_the_runner_loads_its_connection()
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["1.ipynb"],
            """
            string Maps(string process) => System.IO.File.ReadAllText($"/proc/{process}/maps");
            string runner = System.IO.File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1];
            string[] maps = [Maps("self"), Maps(runner)];
            Console.WriteLine(maps.Count(map => map.Contains("/NotebookNet.Runner.dll")));
            Console.WriteLine(maps.Any(map => map.Contains("/Microsoft.DotNet.Interactive.dll") || map.Contains("/System.Reactive.dll")));
            """
        );

        (await RunnerProcess.RunAsync("run", _folder["1.ipynb"], "--in-place")).Expect(0);

        Assert.Equal(
            "2\nFalse\n",
            TestNotebook.Text(TestNotebook.Outputs(_folder["1.ipynb"], 0)[0]!["text"])
        );
    }

    private static JsonObject In(string language, string source, params string[] tags)
    {
        JsonObject cell = TestNotebook.Cell(source, [.. tags, "nbval-ignore-output"]);
        cell["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = language };
        return cell;
    }
}
