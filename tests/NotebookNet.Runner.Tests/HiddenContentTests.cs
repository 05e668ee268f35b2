using System.Text.Json.Nodes;
using NotebookNet.Interactive;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.Verification;
using Plotly.NET;

namespace NotebookNet.Runner.Tests;

/// <summary>Content does not pass where form could cover it: behind a figure, between styles, as the name of an element.</summary>
public class HiddenContentTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly OutputComparer s_comparer = new(1e-9);

    private static JsonArray Shown(string mime, JsonNode content) =>
        [
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { [mime] = content },
            },
        ];

    private static JsonArray Printed(string text, string name = "stdout") =>
        [
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = name,
                ["text"] = text,
            },
        ];

    private static IReadOnlyList<Difference> OfHtml(string stored, string actual) =>
        s_comparer.Compare(Shown("text/html", stored), Shown("text/html", actual));

    private static GenericChart Chart(double value) => Plot.Line([value, 52.0]).Titled("apple");

    private static string Ours(double value) => FigureHtml.Of(Chart(value));

    private static string PlotlyNet(double value) => GenericChart.toChartHTML(Chart(value));

    [Fact]
    public void A_figure_is_read_with_any_ends_of_lines()
    {
        string html = Ours(37.5);

        Assert.Empty(OfHtml(html.Replace("\n", "\r\n", StringComparison.Ordinal), Ours(37.5)));
        Assert.NotEmpty(OfHtml(html.Replace("\n", "\r\n", StringComparison.Ordinal), Ours(37.6)));
        Assert.Empty(OfHtml(html + "\n", Ours(37.5)));
    }

    [Fact]
    public void What_stands_beside_a_figure_is_compared()
    {
        foreach (Func<double, string> html in (Func<double, string>[])[Ours, PlotlyNet])
        {
            Assert.Empty(OfHtml(html(37.5), html(37.5)));
            Assert.NotEmpty(OfHtml(html(37.5), html(37.6)));
            Assert.NotEmpty(OfHtml(html(37.5) + "<p>5</p>", html(37.5) + "<p>6</p>"));
            Assert.NotEmpty(OfHtml(html(37.5) + "<p>5</p>", html(37.5)));
            Assert.NotEmpty(OfHtml(html(37.5) + html(37.5), html(37.5) + html(37.6)));
        }
    }

    [Theory]
    [InlineData("<svg><style/><text>{0}</text><style></style></svg>")]
    [InlineData("<style>a</style \"><p>{0}</p>\">")]
    [InlineData("<textarea><style></textarea><p>{0}</p><style></style>")]
    [InlineData("<title><style></title><p>{0}</p><style></style>")]
    [InlineData("<style>a { b: {0} }")]
    [InlineData("<div id=\"{0}\"></div><script>var x = [{0}];</script>")]
    [InlineData("<script>x = 1234567890123456789012345678901{0};</script>")]
    [InlineData("<script>x = '0a2b9f0c11112222333344445555666{0}';</script>")]
    [InlineData("<td data-sum='0a2b9f0c11112222333344445555666{0}'>a</td>")]
    [InlineData("<img src='data:image/png;base64,aaaabbbbccccddddeeeeffff0000111{0}+x'>")]
    [InlineData("<p title=\"a>{0}</p>")]
    [InlineData("<p {0}")]
    [InlineData("<!-- {0}")]
    public void A_digit_in_odd_HTML_is_noticed(string html) =>
        Assert.NotEmpty(
            OfHtml(
                html.Replace("{0}", "5", StringComparison.Ordinal),
                html.Replace("{0}", "6", StringComparison.Ordinal)
            )
        );

    [Theory]
    [InlineData("1e400", "1.5")]
    [InlineData("1e400", "2e400")]
    [InlineData("1234e567", "9")]
    public void What_is_too_large_for_a_number_is_equal_to_nothing_else(
        string stored,
        string actual
    )
    {
        Assert.NotEmpty(s_comparer.Compare(Printed(stored), Printed(actual)));
        Assert.NotEmpty(s_comparer.Compare(Printed(actual), Printed(stored)));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData(Plotly)]
    public void A_key_that_stands_twice_is_compared_as_text(string mime)
    {
        const string twice = """{"layout":1,"layout":2}""";

        Assert.Empty(s_comparer.Compare(Shown(mime, twice), Shown(mime, twice)));
        Assert.NotEmpty(
            s_comparer.Compare(Shown(mime, twice), Shown(mime, JsonNode.Parse("""{"layout":1}""")!))
        );
    }

    [Fact]
    public void A_figure_that_is_none_does_not_stand_for_its_HTML()
    {
        Assert.NotEmpty(s_comparer.Compare(Both("a"), Both("b")));

        static JsonArray Both(string html)
        {
            JsonArray outputs = Shown(Plotly, "no figure");
            outputs[0]!["data"]!["text/html"] = html;
            return outputs;
        }
    }

    [Theory]
    [InlineData("""{"output_type":"pyout","text":"1"}""")]
    [InlineData("""{"text":"1"}""")]
    [InlineData("""{"output_type":"display_data","data":"x"}""")]
    [InlineData("1")]
    [InlineData("null")]
    public void What_is_no_output_is_not_passed_over(string output) =>
        Assert.Throws<FormatException>(() => s_comparer.Compare([JsonNode.Parse(output)], []));

    [Fact]
    public void Where_a_cell_counts_in_a_type_or_a_trace_is_form()
    {
        Assert.Empty(Compare("<>f__AnonymousType0#35`2[A]", "<>f__AnonymousType0#3`2[A]"));
        Assert.NotEmpty(Compare("<>f__AnonymousType0#35`2[A]", "<>f__AnonymousType1#35`2[A]"));
        Assert.NotEmpty(Compare("<>f__AnonymousType0#35`2[A]", "<>f__AnonymousType0#35`2[B]"));
        Assert.Empty(Compare("   at A.B() in cell 3:line 1\nx", "   at A.B()\nx"));
        Assert.NotEmpty(Compare("   at A.B() in cell 3:line 1\nx", "   at A.C()\nx"));
        Assert.NotEmpty(Compare("look in cell 3:line 1\n", "look\n"));

        static IReadOnlyList<Difference> Compare(string stored, string actual) =>
            s_comparer.Compare(Printed(stored), Printed(actual));
    }

    [Fact]
    public void Which_package_was_taken_is_compared_where_both_say_it()
    {
        JsonArray none = [];
        JsonArray one = Printed("A 1.0 is not served; 1.1 is used (NU1603).\n", "stderr");
        JsonArray other = Printed("A 1.0 is not served; 1.2 is used (NU1603).\n", "stderr");

        Assert.Empty(s_comparer.Compare(one, none));
        Assert.Empty(s_comparer.Compare(none, one));
        Assert.NotEmpty(s_comparer.Compare(one, other));
        Assert.NotEmpty(
            s_comparer.Compare(none, Printed("A 1.0 is not served (NU1603), and more\n", "stderr"))
        );
    }
}
