using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>What packages bring for the kernel that loads them, in this program's own session.</summary>
public sealed class PackageExtensionTests : IDisposable
{
    private const string Usings = """
        using System;
        using System.Threading.Tasks;
        using Microsoft.DotNet.Interactive;
        using Microsoft.DotNet.Interactive.Commands;
        using Microsoft.DotNet.Interactive.Formatting;

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly PackageFeed _feed;

    public PackageExtensionTests() => _feed = new PackageFeed(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Extensions_run_once_before_the_cells_code_and_one_that_throws_fails_the_cell_by_name()
    {
        _feed.PackExtension(
            "Painter",
            Usings
                + """
                public class Painted { }

                public class PainterExtension : IKernelExtension
                {
                    public async Task OnLoadAsync(Kernel kernel)
                    {
                        Console.WriteLine($"{kernel.Name} {Kernel.Root.Name} {Kernel.Current.Name}");
                        KernelInvocationContext.Current.DisplayAs("*painter*", "text/markdown");
                        Formatter.Register<Painted>((painted, writer) => writer.Write("<b>painted</b>"), "text/html");
                        await kernel.SendAsync(new SubmitCode("int fromPainter = 40;"));
                    }
                }

                internal class Hidden : IKernelExtension
                {
                    public Task OnLoadAsync(Kernel kernel) => throw new NotSupportedException("hidden");
                }

                public abstract class Unfinished : IKernelExtension
                {
                    public Task OnLoadAsync(Kernel kernel) => throw new NotSupportedException("unfinished");
                }
                """
        );
        _feed.PackExtension(
            "Script",
            script: """
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}

            #!csharp

            int fromScript = fromPainter + 2;

            #!html

            <i>script</i>

            #!csharp

            Console.WriteLine(fromScript);
            """
        );
        _feed.PackExtension(
            "Unable",
            Usings
                + """
                public class UnableExtension : IKernelExtension
                {
                    public Task OnLoadAsync(Kernel kernel) => throw new InvalidOperationException("no colours here");
                }
                """
        );
        const string Load = """
            Console.WriteLine("code");
            #r "nuget: Painter, 1.0.0"
            #r "nuget: Script, 1.0.0"
            #r "nuget: Unable, 1.0.0"
            """;

        await RunAsync(
            Load,
            "display(new Painted());\n(fromPainter + fromScript).ToString()",
            Load
        );

        Assert.Equal(
            [
                ".NET .NET csharp\n",
                "*painter*",
                "<i>script</i>",
                "42\n",
                "ExtensionError: cell 2, line 4: the extension UnableExtension of Unable 1.0.0 cannot be loaded: System.InvalidOperationException: no colours here",
            ],
            Shown(1)
        );
        Assert.Equal(["<b>painted</b>", "82"], Shown(2));
        Assert.Equal(["code\n"], Shown(3));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task An_extension_that_cannot_be_created_and_a_script_that_fails_are_named()
    {
        _feed.PackExtension(
            "Choosy",
            Usings
                + """
                public class ChoosyExtension(int size) : IKernelExtension
                {
                    public Task OnLoadAsync(Kernel kernel) => Task.FromResult(size);
                }
                """
        );
        _feed.PackExtension("Broken", script: "\n\nthrow new Exception(\"broke\");");
        _feed.PackExtension("Wrong", script: "int number = \"text\";");
        _feed.PackExtension("Foreign", script: "#!fsharp\n\nlet x = 3");

        await RunAsync(
            "#r \"nuget: Choosy, 1.0.0\"",
            "#r \"nuget: Broken, 1.0.0\"",
            "#r \"nuget: Wrong, 1.0.0\"",
            "#r \"nuget: Foreign, 1.0.0\"",
            "\"goes on\""
        );

        Assert.StartsWith(
            "ExtensionError: cell 2, line 1: the extension ChoosyExtension of Choosy 1.0.0 cannot be loaded: System.MissingMethodException: ",
            Assert.Single(Shown(1)),
            StringComparison.Ordinal
        );
        Assert.Equal(["System.Exception: broke"], Shown(2));
        Assert.Contains(
            "   extension.dib of Broken 1.0.0, line 3:",
            TestNotebook.Outputs(_folder["a.ipynb"], 2)[0]!["traceback"]!
                .AsArray()
                .Select(line => (string?)line)
        );
        Assert.StartsWith(
            "CompilationError: extension.dib of Wrong 1.0.0, line 1, column 14: error CS0029",
            Assert.Single(Shown(3)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "MagicError: extension.dib of Foreign 1.0.0, line 1: #!fsharp is not a magic command here",
            Assert.Single(Shown(4)),
            StringComparison.Ordinal
        );
        Assert.Equal(["goes on"], Shown(5));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task Plotly_NET_Interactive_loads_and_its_formatter_shows_a_chart_as_HTML()
    {
        JsonObject asks = TestNotebook.Cell(
            """
            #r "nuget: Plotly.NET.Interactive, 6.0.0"
            #r "nuget: Plotly.NET.CSharp, 0.14.0"
            """
        );
        JsonObject shows = TestNotebook.Cell(
            """
            var chart = Plotly.NET.CSharp.Chart.Point<double, double, string>(x: [1.0, 2.0], y: [5.0, 10.0]);
            display(chart, "text/html");
            """
        );
        string path = _folder["other/a.ipynb"];
        TestNotebook.Write(path, asks, shows);
        JsonNode notebook = JsonNode.Parse(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)
        )!;
        notebook["metadata"]!["notebooknet"] = new JsonObject
        {
            ["needs_packages"] = new JsonArray("Plotly.NET.Interactive", "Plotly.NET.CSharp"),
        };
        await File.WriteAllTextAsync(
            path,
            notebook.ToJsonString(),
            TestContext.Current.CancellationToken
        );
        File.Delete(_folder["nuget.config"]);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("run", path, "--in-place");

        outcome.Expect(0);
        Needs.Packages(!outcome.Output.Contains("1 skipped", StringComparison.Ordinal));
        string html = TestNotebook.Shown(path, 1, "text/html");
        Assert.Contains("Plotly.newPlot", html, StringComparison.Ordinal);
        Assert.Contains("\"y\":[5.0,10.0]", html, StringComparison.Ordinal);
    }

    /// <summary>What a cell has stored, each output in one text.</summary>
    private IEnumerable<string> Shown(int cell) => TestNotebook.Texts(_folder["a.ipynb"], cell);

    /// <summary>Runs cells, which may fail, after one that names the source.</summary>
    private async Task RunAsync(params string[] cells)
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            [
                TestNotebook.Cell($"#i \"nuget:{_feed.Path}\""),
                .. cells.Select(cell => TestNotebook.Cell(cell, "raises-exception")),
            ]
        );
        (
            await RunnerProcess.RunAsync(_feed.Environment, "run", _folder["a.ipynb"], "--in-place")
        ).Expect(0);
    }
}
