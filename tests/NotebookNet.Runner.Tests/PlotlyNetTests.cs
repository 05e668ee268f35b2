using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Charts that a notebook makes with Plotly.NET alone, without the course's library.</summary>
public sealed class PlotlyNetTests : IDisposable
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chart_shows_as_a_figure_and_Show_says_what_to_write_instead()
    {
        string here = AppContext.BaseDirectory;
        TestNotebook.Write(
            _folder["1.ipynb"],
            TestNotebook.Cell(
                $"""
                #r "{here}Plotly.NET.dll"
                #r "{here}Plotly.NET.CSharp.dll"
                using Plotly.NET.CSharp;
                var chart = Chart.Point<double, double, string>(x: [1.0, 2.0], y: [3.0, double.NaN], Name: "a");
                chart
                """
            ),
            TestNotebook.Cell("display(chart);"),
            TestNotebook.Cell("(1, new[] { chart })"),
            TestNotebook.Cell("\nchart.Show();", "raises-exception"),
            TestNotebook.Cell("Plotly.NET.Chart.show(chart);", "raises-exception"),
            TestNotebook.Cell("string Show(int n) => $\"{n}\";\nShow(7)")
        );

        (
            await RunnerProcess.RunAsync("run", _folder["1.ipynb"], "--output-dir", _folder["out"])
        ).Expect(0);

        JsonNode Output(int cell) => TestNotebook.Outputs(_folder["out/1.ipynb"], cell)[0]!;
        for (int cell = 0; cell < 2; cell++)
        {
            JsonNode data = Output(cell)["data"]!;
            Assert.Equal("Figure\n  points 'a': 2 values", TestNotebook.Text(data["text/plain"]));
            Assert.Equal("[3,null]", data[Plotly]!["data"]![0]!["y"]!.ToJsonString());
            Assert.Equal(
                "#ffffff",
                (string?)data[Plotly]!["layout"]!["template"]!["layout"]!["paper_bgcolor"]
            );
        }
        Assert.Contains(
            "notebooknet-figure",
            TestNotebook.Text(Output(2)["data"]!["text/html"]),
            StringComparison.Ordinal
        );
        Assert.StartsWith("cell 4, line 2: Show()", (string?)Output(3)["evalue"]);
        Assert.Contains("display(chart)", (string?)Output(4)["evalue"], StringComparison.Ordinal);
        Assert.Equal("7", TestNotebook.Text(Output(5)["data"]!["text/plain"]));
    }
}
