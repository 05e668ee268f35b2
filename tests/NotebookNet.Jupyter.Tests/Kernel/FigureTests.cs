using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Tests.Support;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>What the library shows in a front end.</summary>
[Collection(KernelCollection.Name)]
public class FigureTests(StartedKernel kernel)
{
    private static readonly string s_library = Path.Combine(
        Path.GetDirectoryName(RunnerProcess.Program)!,
        "NotebookNet.Interactive.dll"
    );

    private readonly FrontEnd _frontEnd = kernel.FrontEnd;

    [Fact]
    public void A_figure_is_html_and_its_data_and_its_words()
    {
        Load();
        Answer answer = _frontEnd.Execute("Plot.Line([1.0, 2.0]).Titled(\"Up\")");
        JsonObject data = Assert.Single(answer.Of("execute_result"))["data"]!.AsObject();
        Assert.Equal(
            ["application/vnd.plotly.v1+json", "text/html", "text/plain"],
            data.Select(entry => entry.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            "[1,2]",
            data["application/vnd.plotly.v1+json"]!["data"]![0]!["y"]!.ToJsonString()
        );
        Assert.StartsWith("Up\n", (string)data["text/plain"]!, StringComparison.Ordinal);
        Assert.Contains("<script", (string)data["text/html"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_cell_brings_plotly_to_the_page()
    {
        Load();
        JsonObject shown = Assert.Single(_frontEnd.Execute("Notebook.Setup();").Of("display_data"));
        Assert.Contains(
            "DecompressionStream",
            (string)shown["data"]!["text/html"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_progress_bar_changes_in_place()
    {
        Load();
        Answer answer = _frontEnd.Execute(
            "foreach (int item in ProgressBar.Over(new[] { 1, 2, 3 }, \"three\")) { }"
        );
        JsonNode shown = Assert.Single(answer.Of("display_data"));
        JsonNode last = answer.Of("update_display_data")[^1];
        Assert.Equal("three: 3 of 3", (string?)last["data"]!["text/plain"]);
        Assert.Equal(
            (string?)shown["transient"]!["display_id"],
            (string?)last["transient"]!["display_id"]
        );
    }

    private void Load() =>
        Assert.Equal(
            "ok",
            _frontEnd
                .Execute(
                    $"#r \"{s_library}\"\nusing NotebookNet; using NotebookNet.Interactive; using Plotly.NET;"
                )
                .Status
        );
}
