using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Notebooks in the kernel that readers have: what this program's own session has stored, and its other languages.</summary>
public sealed class KernelRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_kernel_shows_what_the_session_has_stored_and_where_that_is_changed_it_differs()
    {
        Needs.Kernel();
        LibraryCopy.In(_folder["lib"]);
        TestNotebook.Write(
            _folder["1.ipynb"],
            TestNotebook.Cell(
                "#r \"lib/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;\nusing MathNet.Numerics.LinearAlgebra;\nNotebook.Setup();"
            ),
            TestNotebook.Cell(
                "Plot.Line([1.0, 4.0, 9.0], name: \"<squares> & more\").Titled(\"Squares\")"
            ),
            TestNotebook.Cell(
                "class Point { public int X => 3; }\nConsole.WriteLine(typeof(Point));\ndisplay(new Point());\nMatrix<double>.Build.Dense(2, 2, 0.5)"
            ),
            TestNotebook.Cell(
                "void Fail() => throw new ArgumentException(\"as the cell says\");\nFail();",
                "raises-exception"
            ),
            TestNotebook.Cell("int one = \"1\";", "raises-exception"),
            TestNotebook.Cell("Environment.CurrentDirectory"),
            TestNotebook.Cell("Console.WriteLine(1);", "skip-execution")
        );
        (await RunnerProcess.RunAsync("run", _folder["1.ipynb"], "--in-place")).Expect(0);
        JsonNode changed = JsonNode.Parse(
            await File.ReadAllTextAsync(_folder["1.ipynb"], TestContext.Current.CancellationToken)
        )!;
        JsonNode Output(int cell, int output) => changed["cells"]![cell]!["outputs"]![output]!;
        Output(1, 0)["data"]!["application/vnd.plotly.v1+json"]!["data"]![0]!["name"] = "cubes";
        Output(2, 2)["data"]!["text/html"] = "another matrix";
        Output(3, 0)["evalue"] = "as it does not say";
        Output(4, 0)["evalue"] = "cell 5, line 1, column 11: error CS0000: another";
        await File.WriteAllTextAsync(
            _folder["2.ipynb"],
            changed.ToJsonString(),
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "verify",
            _folder["1.ipynb"],
            _folder["2.ipynb"],
            "--kernel",
            "dotnet-interactive",
            "--report",
            _folder["report.json"]
        );

        outcome.Expect(1);
        Assert.Contains("1 passed, 1 failed", outcome.Output);
        JsonArray report = RunnerProcess.Report(_folder["report.json"]);
        Assert.True((bool)report[0]!["ok"]!);
        Assert.True((long)report[0]!["peakMemoryBytes"]! > 100_000_000);
        Assert.Equal(
            ["application/vnd.plotly.v1+json"],
            report[0]!["cells"]![1]!["mimeTypes"]!.AsArray().Select(mime => (string?)mime)
        );
        Assert.Equal(
            [false, true, true, true, true, false, false],
            report[1]!["cells"]!
                .AsArray()
                .Select(cell => ((string?)cell!["error"])?.Contains(" differs, ") == true)
        );
    }

    [Fact]
    public async Task Cells_in_the_kernels_languages_share_values_and_the_one_that_fails_is_named_with_its_own()
    {
        Needs.Kernel();
        TestNotebook.Write(
            _folder["1.ipynb"],
            In("csharp", "int[] three = [1, 2, 3];"),
            In("fsharp", "#!set --name numbers --value @csharp:three\nlet total = 7\ntotal"),
            In("pwsh", "#!set --name total --value @fsharp:total\n$total * 2"),
            In("javascript", "#!set --name numbers --value @csharp:three\nconsole.log(numbers)"),
            In("html", "<b>bold</b>"),
            In("mermaid", "graph TD\nA-->B"),
            In("markdown", "# Heading"),
            In("fsharp", "let number : int = \"text\"")
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["1.ipynb"],
            "--kernel",
            "dotnet-interactive",
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(1);
        Assert.Contains("    cell 8 (F#), line 1, column 20: error FS0001: ", outcome.Output);
        Assert.Contains("<pre>7</pre>", Text(1, 0));
        Assert.Equal("14\n", Text(2, 0));
        Assert.Equal("<script type=\"text/javascript\">numbers = [1,2,3];</script>", Text(3, 0));
        Assert.Equal("<script type=\"text/javascript\">console.log(numbers)</script>", Text(3, 1));
        Assert.Equal("<b>bold</b>", Text(4, 0));
        Assert.Contains("A-->B", Text(5, 0));
        Assert.Contains("<h1 id=\"heading\">Heading</h1>", Text(6, 0));

        string Text(int cell, int output)
        {
            JsonNode shown = TestNotebook.Outputs(_folder["out/1.ipynb"], cell)[output]!;
            return TestNotebook.Text(shown["text"] ?? shown["data"]!["text/html"]);
        }
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

    private static JsonObject In(string language, string source)
    {
        JsonObject cell = TestNotebook.Cell(source);
        cell["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = language };
        return cell;
    }
}
