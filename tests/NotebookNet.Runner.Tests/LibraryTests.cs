using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>The course's library in a cell, loaded by the one line that the chapters begin with.</summary>
public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_line_brings_the_library_with_its_dependencies_and_its_live_display()
    {
        // A copy: what the notebook names must be loaded, not what the command carries.
        string bin = _folder["lib/bin"];
        LibraryCopy.In(bin);
        string path = _folder["notebooks/a.ipynb"];
        TestNotebook.Write(
            path,
            "#r \"../lib/bin/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;\nusing MathNet.Numerics.LinearAlgebra;",
            "typeof(Plot).Assembly.Location",
            "Plot.Line(new double[] { 1, 2 }, new double[] { 3, 4 })",
            "Matrix<double>.Build.DenseIdentity(2).Trace().ToString()",
            """
            LiveTraining live = new("SGD");
            live.Epoch(0);
            live.Step(1, 2, 2, 0.25);
            """,
            // Where the kernel's assembly is loaded, too, the live display finds this session and not a kernel.
            """
            Microsoft.DotNet.Interactive.Kernel.Current.Name
            """,
            """
            LiveTraining again = new("SGD");
            again.Epoch(0);
            again.Step(1, 2, 2, 0.25);
            """
        );

        (await RunnerProcess.RunAsync("run", path, "--in-place")).Expect(0);

        Assert.Equal(Path.Combine(bin, "NotebookNet.Interactive.dll"), Text(1));
        JsonObject figure = TestNotebook.Outputs(path, 2)[0]!["data"]!.AsObject();
        Assert.Equal(
            ["application/vnd.plotly.v1+json", "text/html", "text/plain"],
            figure.Select(entry => entry.Key)
        );
        // What makes a page of the notebook knows no plotly: the page draws the figure itself.
        string html = TestNotebook.Text(figure["text/html"]);
        Assert.Contains("id=\"figure-2-1\"", html);
        Assert.Contains("Plotly.newPlot", html);
        Assert.Equal("2", Text(3));
        Assert.Equal("SGD: epoch 1, step 2 of 2, loss 0.2500", Text(4));
        Assert.Equal("csharp", Text(5));
        Assert.Equal("SGD: epoch 1, step 2 of 2, loss 0.2500", Text(6));

        string Text(int cell) =>
            TestNotebook.Text(
                Assert.Single(TestNotebook.Outputs(path, cell))!["data"]!["text/plain"]
            );
    }
}
