using System.Text.Json.Nodes;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Runner.Tests;

public class OutputComparerTests
{
    private static readonly OutputComparer s_comparer = new(1e-9);

    private static JsonArray Printed(string text, string name = "stdout") =>
        [
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = name,
                ["text"] = text,
            },
        ];

    private static JsonArray Shown(string mime, JsonNode content) =>
        [
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { [mime] = content },
            },
        ];

    private static JsonArray Figure(string json) =>
        Shown("application/vnd.plotly.v1+json", JsonNode.Parse(json)!);

    [Theory]
    [InlineData("loss 0.123456789012", "loss 0.123456789013")]
    [InlineData("a\r\nb", "a\nb\n")]
    [InlineData("-1.5E+10 units", "-1.5e10 units")]
    public void Texts_that_say_the_same_do_not_differ(string stored, string actual) =>
        Assert.Empty(s_comparer.Compare(Printed(stored), Printed(actual)));

    [Theory]
    [InlineData("loss 0.1234", "loss 0.1235")]
    [InlineData("accuracy 12", "accuracy 13")]
    [InlineData("a", "b")]
    [InlineData("1 2", "1")]
    [InlineData("v1", "v2")]
    [InlineData("", "more")]
    public void Texts_that_say_something_else_differ(string stored, string actual) =>
        Assert.Single(s_comparer.Compare(Printed(stored), Printed(actual)));

    [Fact]
    public void A_difference_shows_only_the_lines_that_differ()
    {
        Difference difference = Assert.Single(
            s_comparer.Compare(Printed("a\nb 1\nc\n"), Printed("a\nb 2\nx\nc\n"))
        );

        Assert.Equal("stdout\n  - b 1\n  + b 2\n  + x", difference.ToString());
    }

    [Fact]
    public void The_order_of_stdout_against_stderr_does_not_matter() =>
        Assert.Empty(
            s_comparer.Compare(
                [
                    .. Printed("a")
                        .Concat(Printed("b", "stderr"))
                        .Select(output => output!.DeepClone()),
                ],
                [
                    .. Printed("b", "stderr")
                        .Concat(Printed("a"))
                        .Select(output => output!.DeepClone()),
                ]
            )
        );

    [Fact]
    public void A_difference_in_a_figure_names_its_path()
    {
        Difference difference = Assert.Single(
            s_comparer.Compare(
                Figure("""{"data": [{"y": [1, 2, 3]}], "layout": {}}"""),
                Figure("""{"layout": {}, "data": [{"y": [1, 2.5, 3.0]}]}""")
            )
        );

        Assert.EndsWith(".data[0].y[1]", difference.Place);
        Assert.Equal(["2"], difference.Expected);
        Assert.Equal(["2.5"], difference.Actual);
    }

    [Fact]
    public void Arrays_packed_in_base64_are_compared_as_numbers()
    {
        string packed = Convert.ToBase64String([
            .. BitConverter.GetBytes(1.5),
            .. BitConverter.GetBytes(-2.0),
        ]);

        Assert.Empty(
            s_comparer.Compare(
                Figure($$"""{"y": {"dtype": "f8", "bdata": "{{packed}}"} }"""),
                Figure("""{"y": [1.5, -2]}""")
            )
        );
        Assert.Single(
            s_comparer.Compare(
                Figure($$"""{"y": {"dtype": "f8", "bdata": "{{packed}}"} }"""),
                Figure("""{"y": [1.5, -2.1]}""")
            )
        );
    }

    [Fact]
    public void Packed_arrays_with_a_shape_are_rows() =>
        Assert.Empty(
            s_comparer.Compare(
                Figure("""{"z": {"dtype": "u1", "bdata": "AQIDBAUG", "shape": "2, 3"}}"""),
                Figure("""{"z": [[1, 2, 3], [4, 5, 6]]}""")
            )
        );

    [Theory]
    [InlineData("""{"dtype": "i1", "bdata": "/wI="}""", "[-1, 2]")]
    [InlineData("""{"dtype": "i2", "bdata": "//8CAA=="}""", "[-1, 2]")]
    [InlineData("""{"dtype": "u2", "bdata": "//8CAA=="}""", "[65535, 2]")]
    [InlineData("""{"dtype": "i4", "bdata": "/////wIAAAA="}""", "[-1, 2]")]
    [InlineData("""{"dtype": "f4", "bdata": "AADAvwAAwH8="}""", "[-1.5, null]")]
    public void Each_type_of_packed_array_is_read(string packed, string values)
    {
        Assert.Empty(s_comparer.Compare(Figure($"[{packed}]"), Figure($"[{values}]")));
        Assert.Single(s_comparer.Compare(Figure($"[{packed}]"), Figure("[[-1, 3]]")).Take(1));
    }

    [Fact]
    public void A_difference_in_a_packed_array_names_the_number()
    {
        Difference difference = Assert.Single(
            s_comparer.Compare(
                Figure("""{"y": {"dtype": "i1", "bdata": "AQI="}}"""),
                Figure("""{"y": {"dtype": "i2", "bdata": "AQADAA=="}}""")
            )
        );

        Assert.EndsWith(".y[1]", difference.Place);
        Assert.Equal(["2"], difference.Expected);
        Assert.Equal(["3"], difference.Actual);
    }

    [Theory]
    [InlineData("""{"dtype": "f8", "bdata": "AQ=="}""")]
    [InlineData("""{"dtype": "i1", "bdata": "not base64"}""")]
    [InlineData("""{"dtype": "q9", "bdata": "AQ=="}""")]
    [InlineData("""{"dtype": "i1", "bdata": 5}""")]
    [InlineData("""{"dtype": "i1", "bdata": "AQI=", "shape": "3, 3"}""")]
    [InlineData("""{"dtype": "i1", "bdata": "AQI=", "shape": "a"}""")]
    public void What_only_looks_like_a_packed_array_is_compared_as_it_stands(string broken)
    {
        Assert.Empty(s_comparer.Compare(Figure(broken), Figure(broken)));
        Assert.NotEmpty(s_comparer.Compare(Figure(broken), Figure("[1]")));
    }

    [Fact]
    public void Pictures_are_not_compared()
    {
        JsonArray stored = Shown("text/plain", "figure");
        stored[0]!["data"]!["image/png"] = "AAAA";

        Assert.Empty(s_comparer.Compare(stored, Shown("text/plain", "figure")));
    }

    [Theory]
    [InlineData("<b>1</b><style>x</style>", "<b>1</b>")]
    [InlineData(
        "<b id=\"0b1f24d6-7d33-4a3d-9f0e-2a1c6b7d8e9f\">1</b>",
        "<b id=\"c3a7f1e2-1111-4a3d-9f0e-2a1c6b7d8e9f\">1</b>"
    )]
    [InlineData(
        "<script>draw_0b1f24d67d334a3d9f0e2a1c6b7d8e9f();</script>",
        "<script>draw_c3a7f1e211114a3d9f0e2a1c6b7d8e9f();</script>"
    )]
    [InlineData(
        "<div id='figure-812-1'></div><script>draw('figure-812-1')</script>",
        "<div id='figure-9-1'></div><script>draw('figure-9-1')</script>"
    )]
    public void Html_is_compared_without_styles_and_names_of_elements(string stored, string same) =>
        Assert.Empty(s_comparer.Compare(Shown("text/html", stored), Shown("text/html", same)));

    [Fact]
    public void Html_of_many_named_elements_is_compared_as_well() =>
        Assert.Empty(
            s_comparer.Compare(
                Shown("text/html", NamedElements(1)),
                Shown("text/html", NamedElements(2))
            )
        );

    private static string NamedElements(int process) =>
        string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p id='p-{process}-{i}'></p>"));

    [Theory]
    [InlineData("<b>1</b>", "<b>2</b>")]
    [InlineData("<script>draw([1, 2])</script>", "<script>draw([1, 3])</script>")]
    [InlineData(
        "<i id='a'></i><i id='b'></i><script>draw('a')</script>",
        "<i id='a'></i><i id='b'></i><script>draw('b')</script>"
    )]
    public void What_html_says_and_does_is_compared(string stored, string other) =>
        Assert.Single(s_comparer.Compare(Shown("text/html", stored), Shown("text/html", other)));

    [Theory]
    [InlineData("Wall time: 12.3456ms", "Wall time: 0.0100ms")]
    [InlineData("/home/a/course/x.txt is not there", "/srv/b/x.txt is not there")]
    [InlineData("C:\\course\\x.txt", "/srv/x.txt")]
    public void What_differs_by_its_nature_is_the_same(string stored, string same) =>
        Assert.Empty(s_comparer.Compare(Printed(stored), Printed(same)));

    [Theory]
    [InlineData("1000000000", "1000000001")]
    [InlineData("12345678901234567890", "12345678901234567891")]
    [InlineData("1e-16", "-2e-16")]
    [InlineData("1e-300", "0.0")]
    [InlineData("/home/a/x.txt", "/home/a/y.txt")]
    [InlineData("https://a.org/b/c.html", "https://a.org/d/c.html")]
    public void What_differs_is_a_difference(string stored, string other)
    {
        Assert.Single(s_comparer.Compare(Printed(stored), Printed(other)));
    }

    [Theory]
    [InlineData("[1000000000]", "[1000000001]")]
    [InlineData("[1e-16]", "[2e-16]")]
    public void Numbers_of_a_figure_are_compared_as_strictly(string stored, string other) =>
        Assert.Single(s_comparer.Compare(Figure(stored), Figure(other)));

    [Fact]
    public void A_difference_in_a_long_line_is_shown_with_its_place_only()
    {
        string start = new('a', 100_000);

        string shown = s_comparer
            .Compare(Printed($"{start} one {start}"), Printed($"{start} two {start}"))
            .Single()
            .ToString();

        Assert.Contains("one", shown);
        Assert.Contains("two", shown);
        Assert.Contains("column", shown);
        Assert.True(shown.Length < 1000, shown);
    }

    [Fact]
    public void A_page_that_draws_a_stored_figure_is_not_compared() =>
        Assert.Empty(
            s_comparer.Compare(
                [
                    new JsonObject
                    {
                        ["output_type"] = "display_data",
                        ["data"] = new JsonObject
                        {
                            ["application/vnd.plotly.v1+json"] = new JsonObject(),
                            ["text/html"] = "<div></div>",
                        },
                    },
                ],
                Figure("{}")
            )
        );

    [Fact]
    public void A_missing_output_and_one_too_many_are_differences()
    {
        Assert.Single(s_comparer.Compare(Shown("text/plain", "a"), []));
        Assert.Single(s_comparer.Compare([], Shown("text/plain", "a")));
        Assert.Equal(
            2,
            s_comparer.Compare(Shown("text/plain", "a"), Shown("text/html", "a")).Count
        );
    }
}
