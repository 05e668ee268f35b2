using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure's data, read back from the HTML that draws it.</summary>
public sealed class FigureHtmlTests
{
    private const string Title = "a;\n  var light = {};\n</script>";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void It_is_read_back_whatever_ends_a_line(string lineEnd)
    {
        JsonObject figure = Plot.Line([1.0, 2.0]).Titled(Title).ToJson();
        string html = FigureHtml.Of(figure.DeepClone().AsObject(), "one");
        AssertSame(figure, FigureHtml.Read(html.ReplaceLineEndings(lineEnd)));
    }

    [Theory]
    [InlineData("\n  var figure = {};\n  var light = {};\n")]
    [InlineData("</pre></div><script>\n  var figure = {};\n</script>")]
    public void What_a_figure_is_in_words_is_not_taken_for_its_data(string words)
    {
        JsonObject figure = Plot.Line([1.0, 2.0]).ToJson();
        string html = FigureHtml.Of(figure.DeepClone().AsObject(), "one", words);
        Xml.Parse(html);
        AssertSame(figure, FigureHtml.Read(html));
    }

    [Fact]
    public void So_is_a_template_of_its_own()
    {
        JsonObject figure = Plot.Line([1.0, 2.0]).ToJson();
        figure["layout"]!["template"] = new JsonObject { ["layout"] = new JsonObject() };
        AssertSame(figure, FigureHtml.Read(FigureHtml.Of(figure.DeepClone().AsObject(), "one")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<div id=")]
    [InlineData("<div id='one'></div>\n  var figure = {};\n  var light = {};\n")]
    [InlineData("<div id='one'></div>\n  var figure = {\"layout\":{}};\n  var light = light;\n")]
    [InlineData("<div id='one'></div>\n  var figure = {\"layout\":{}};\n  var light = {}")]
    public void Other_HTML_is_of_no_figure(string html) => Assert.Null(FigureHtml.Read(html));

    private static void AssertSame(JsonObject expected, JsonObject? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), actual?.ToJsonString());
}
