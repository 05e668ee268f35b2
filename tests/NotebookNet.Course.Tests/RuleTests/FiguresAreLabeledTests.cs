using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class FiguresAreLabeledTests
{
    private const string Lines = """[{"type":"scatter"},{}]""";

    private const string Panels = """[{"xaxis":"x","yaxis":"y"},{"xaxis":"x2","yaxis":"y2"}]""";

    [Theory]
    [InlineData(
        Lines,
        """{"title":{"text":"T"},"xaxis":{"title":{"text":"x"}},"yaxis":{"title":"y"}}"""
    )]
    [InlineData(
        """[{"type":"image"}]""",
        """{"title":"T","xaxis":{"visible":false},"yaxis":{"visible":false}}"""
    )]
    [InlineData("""[{"type":"pie"},{"type":"table"}]""", """{"title":"T"}""")]
    [InlineData(
        """[{"type":"surface"}]""",
        """{"title":"T","scene":{"xaxis":{"title":"x"},"yaxis":{"title":"y"},"zaxis":{"title":"z"}}}"""
    )]
    [InlineData(
        Panels,
        """{"title":"T","xaxis":{"title":"x"},"xaxis2":{"title":"x"},"yaxis":{"title":"y"},"yaxis2":{"matches":"y","showticklabels":false}}"""
    )]
    [InlineData(
        Panels,
        """{"title":"T","xaxis":{"showticklabels":false},"xaxis2":{"title":"x","matches":"x"},"yaxis":{"title":"y"},"yaxis2":{"title":"y"}}"""
    )]
    public void Figures_with_titles_are_right(string traces, string layout) =>
        Assert.Empty(
            Tiny.Find(new FiguresAreLabeled(), Tiny.Code("x", Tiny.Figure(traces, layout)))
        );

    [Theory]
    [InlineData(Lines, """{"xaxis":{"title":"x"},"yaxis":{"title":"y"}}""", "without a title")]
    [InlineData(
        Lines,
        """{"title":"<b></b> ","xaxis":{"title":"x"},"yaxis":{"title":"y"}}""",
        "without a title"
    )]
    [InlineData(
        Lines,
        """{"title":"T","xaxis":{"title":"x"}}""",
        "\"T\" has no title at its yaxis: add .YAxis"
    )]
    [InlineData(
        Lines,
        """{"title":"T","xaxis":{"showticklabels":false},"yaxis":{"title":"y"}}""",
        "at its xaxis"
    )]
    [InlineData(
        """[{"type":"surface"}]""",
        """{"title":"T","scene":{"xaxis":{"title":"x"},"yaxis":{"title":"y"}}}""",
        "at its scene.zaxis: add .ZAxis"
    )]
    [InlineData(
        Panels,
        """{"title":"T","xaxis":{"title":"x"},"xaxis2":{"title":"x"},"yaxis":{"title":"y"},"yaxis2":{"showticklabels":false}}""",
        "at its yaxis2"
    )]
    [InlineData(
        Panels,
        """{"title":"T","xaxis":{"title":"x"},"xaxis2":{"matches":"x"},"yaxis":{"title":"y"},"yaxis2":{"title":"y"}}""",
        "at its xaxis2"
    )]
    public void What_lacks_a_title_is_found(string traces, string layout, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(
                Tiny.Find(new FiguresAreLabeled(), Tiny.Code("x", Tiny.Figure(traces, layout)))
            ),
            StringComparison.Ordinal
        );
}
