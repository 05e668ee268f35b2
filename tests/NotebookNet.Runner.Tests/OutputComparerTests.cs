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
    [InlineData("0.30000000001", "0.3")]
    [InlineData("0.30000000000000004.", "0.3.")]
    [InlineData("(0.123456789012, 1)", "(0.123456789013, 1)")]
    [InlineData("12.3456789012%", "12.3456789013%")]
    [InlineData("1,234.56789012345", "1,234.56789012346")]
    [InlineData("2.9999999999999996", "3")]
    [InlineData("0.00001", "1E-05")]
    [InlineData("-0.00", "0.00")]
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

        Assert.Equal("stdout, line 2\n  - b 1\n  + b 2\n  + x", difference.ToString());
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
    public void The_picture_of_a_figure_is_not_compared()
    {
        JsonArray stored = Figure("{}");
        stored[0]!["data"]!["image/png"] = "AAAA";

        Assert.Empty(s_comparer.Compare(stored, Figure("{}")));
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

    [Fact]
    public void A_measured_time_is_the_same_and_a_text_about_it_is_not()
    {
        Assert.Empty(
            s_comparer.Compare(
                Shown("text/plain", "Wall time: 12.3456ms"),
                Shown("text/plain", "Wall time: 0.0100ms")
            )
        );
        Assert.Single(s_comparer.Compare(Printed("Wall time: 12ms"), Printed("Wall time: 13ms")));
        Assert.Single(
            s_comparer.Compare(
                Shown("text/plain", "Wall time: 12ms for 3"),
                Shown("text/plain", "Wall time: 12ms for 4")
            )
        );
    }

    /// <summary>What is said in "/srv/my course" here, and where the outputs were stored.</summary>
    [Theory]
    [InlineData("/home/a/course/x.txt is not there", "/srv/my course/x.txt is not there")]
    [InlineData("/home/a b/the course/x.txt is not there", "/srv/my course/x.txt is not there")]
    [InlineData("'/home/a/data/x.txt'.", "'/srv/my course/data/x.txt'.")]
    [InlineData(@"C:\course\data\x.txt", "/srv/my course/data/x.txt")]
    [InlineData(
        @"in C:\Users\Jane Doe\course\x y.txt, line 3",
        "in /srv/my course/x y.txt, line 3"
    )]
    [InlineData("/var/tmp/a/x", "{temp}/a/x")]
    [InlineData(@"C:\Users\me\AppData\Local\Temp\x", "{temp}/x")]
    [InlineData("/home/me/x.txt", "{home}/x.txt")]
    [InlineData(@"C:\Users\me\x.txt", "{home}/x.txt")]
    public void Folders_of_the_machine_are_called_otherwise_elsewhere(string stored, string came)
    {
        OutputComparer comparer = new(1e-9, MachineFolders.Of("/srv/my course"));
        came = came.Replace("{temp}", Path.GetTempPath().TrimEnd('/'))
            .Replace("{home}", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

        Assert.Empty(comparer.Compare(Printed(stored), Printed(came)));
        Assert.Empty(
            comparer.Compare(
                Shown("text/html", $"<pre>{stored}</pre>"),
                Shown("text/html", $"<pre>{came}</pre>")
            )
        );
        Assert.Single(comparer.Compare(Printed(stored + "t"), Printed(came)));
    }

    [Theory]
    [InlineData("/a/b/c.txt", "/x/y/c.txt")]
    [InlineData("/home/a/course/x.txt", "/srv/my course/y.txt")]
    [InlineData("/home/a/other/x.txt", "/srv/my course/data/x.txt")]
    [InlineData("/home/a/mydata/x.txt", "/srv/my course/data/x.txt")]
    [InlineData("/home/a/course", "/srv/my course")]
    [InlineData("x.txt", "/srv/my course/x.txt")]
    [InlineData("../x.txt", "/srv/my course/x.txt")]
    [InlineData("one, /x.txt", "/srv/my course/x.txt")]
    [InlineData("/srv/my courses/x.txt", "/srv/my course/x.txt")]
    [InlineData("/etc/x", "{temp}/x")]
    [InlineData("/srv/data/x.txt", "{home}/x.txt")]
    public void Other_paths_are_compared(string stored, string came)
    {
        OutputComparer comparer = new(1e-9, MachineFolders.Of("/srv/my course"));
        came = came.Replace("{temp}", Path.GetTempPath().TrimEnd('/'))
            .Replace("{home}", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

        if (stored != "/srv/my courses/x.txt")
        {
            Assert.Single(comparer.Compare(Printed(stored), Printed(came)));
        }
    }

    [Theory]
    [InlineData("1000000000", "1000000001")]
    [InlineData("12345678901234567890", "12345678901234567891")]
    [InlineData("1e-16", "-2e-16")]
    [InlineData("1e-300", "0.0")]
    [InlineData("/home/a/x.txt", "/home/a/y.txt")]
    [InlineData("/home/a/x.txt", "/home/b/x.txt")]
    [InlineData("1.2.3", "1.20.3")]
    [InlineData("Package, 13.0.4", "Package, 13.0.40")]
    [InlineData("version 1.2", "version 1.20")]
    [InlineData("v1.2", "v1.20")]
    [InlineData("1.2.3-beta.1", "1.2.3-beta.10")]
    [InlineData("192.168.1.1", "192.168.1.10")]
    [InlineData("10.10.0.0/8", "10.1.0.0/8")]
    [InlineData("05.01.2026", "05.10.2026")]
    [InlineData("2026-11-29", "2026-11-28")]
    [InlineData("2026-11-29T16:00:00.1234567Z", "2026-11-29T16:00:00.1234568Z")]
    [InlineData("0x1F", "0x1E")]
    [InlineData("0.123456789012s", "0.123456789013s")]
    [InlineData("item_1.5", "item_1.50")]
    [InlineData("9f8e7d6c", "9f8e7d6d")]
    [InlineData("1,234.5", "1,235.5")]
    [InlineData("\u22121.5", "1.5")]
    [InlineData("NaN", "\u221e")]
    [InlineData("1e-9", "1e-8")]
    [InlineData("1e400", "1e401")]
    [InlineData("\u0661", "\u0662")]
    [InlineData("a  b", "a b")]
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

    [Theory]
    [InlineData(
        "<b>0b1f24d6-7d33-4a3d-9f0e-2a1c6b7d8e9f</b>",
        "<b>0b1f24d6-7d33-4a3d-9f0e-2a1c6b7d8e9e</b>"
    )]
    [InlineData("<b id='one-1'>one-1</b>", "<b id='one-2'>one-2</b>")]
    [InlineData("<b id='loss'></b>", "<b id='gain'></b>")]
    [InlineData("<b id='loss-1'></b>", "<b id='gain-1'></b>")]
    [InlineData("<!-- 1 -->", "<!-- 2 -->")]
    [InlineData("<p title='<style>1</style>'>", "<p title='<style>2</style>'>")]
    [InlineData(
        "<script>'<style>'; 1; '</style>'</script>",
        "<script>'<style>'; 2; '</style>'</script>"
    )]
    [InlineData("<styled>1</styled>", "<styled>2</styled>")]
    public void In_html_only_names_of_elements_that_are_drawn_at_each_run_may_differ(
        string stored,
        string other
    ) => Assert.Single(s_comparer.Compare(Shown("text/html", stored), Shown("text/html", other)));

    [Fact]
    public void What_differs_is_told_as_the_notebook_holds_it()
    {
        OutputComparer comparer = new(1e-9, MachineFolders.Of("/srv/course"));

        Assert.Equal(
            "stdout, line 3\n  - Submission#3+Point /home/me/course/a.txt 1\n  + Submission#9+Point /srv/course/a.txt 2",
            comparer
                .Compare(
                    Printed("first\n\nSubmission#3+Point /home/me/course/a.txt 1\nlast\n"),
                    Printed("first\n\nSubmission#9+Point /srv/course/a.txt 2\nlast\n")
                )
                .Single()
                .ToString()
        );
        Assert.Equal(
            "output 1, text/html\n  - <b id=\"b-31\">1</b>\n  + <b id=\"b-77\">2</b>",
            s_comparer
                .Compare(
                    Shown("text/html", "<b id=\"b-31\">1</b>"),
                    Shown("text/html", "<b id=\"b-77\">2</b>")
                )
                .Single()
                .ToString()
        );
    }

    [Fact]
    public void A_long_line_is_shown_where_its_content_differs_and_not_its_form()
    {
        string form = new('x', 1000);

        string told = s_comparer
            .Compare(
                Shown("text/html", $"<i id='i-1'>{form}</i>one"),
                Shown("text/html", $"<i id='i-2'>{form}</i>two")
            )
            .Single()
            .ToString();

        Assert.Contains("</i>one", told);
        Assert.Contains("</i>two", told);
    }

    [Fact]
    public void A_display_removed_from_the_middle_is_the_only_difference()
    {
        JsonArray all =
        [
            .. Enumerable.Range(0, 50).Select(i => Shown("text/plain", $"{i}")[0]!.DeepClone()),
        ];
        JsonArray less = (JsonArray)all.DeepClone();
        less.RemoveAt(20);

        Assert.Equal("output 21", s_comparer.Compare(all, less).Single().Place);
    }

    [Fact]
    public void The_order_of_displays_and_printed_text_is_told()
    {
        JsonArray stored = Both(Printed("a\n"), Shown("text/plain", "b"));
        JsonArray came = Both(Shown("text/plain", "b"), Printed("a\n"));

        Assert.Equal(
            "order of what is shown and printed\n  - stdout: a\n  - display_data (text/plain)\n  + display_data (text/plain)\n  + stdout: a",
            s_comparer.Compare(stored, came).Single().ToString()
        );

        static JsonArray Both(JsonArray first, JsonArray second) =>
            [.. first.Concat(second).Select(output => output!.DeepClone())];
    }

    /// <summary>400 KB of each: what takes more than a time in proportion to it does not end.</summary>
    [Theory]
    [InlineData("text/plain", "x")]
    [InlineData("text/plain", "1.5 ")]
    [InlineData("text/plain", "1.5\n")]
    [InlineData("text/plain", "/a")]
    [InlineData("text/plain", "/a/b.txt ")]
    [InlineData("text/plain", "Submission#")]
    [InlineData("text/plain", "\n")]
    [InlineData("text/plain", "1e-")]
    [InlineData("text/html", "<p id='p-1'></p>")]
    [InlineData("text/html", "<style>")]
    [InlineData("text/html", "<script>")]
    [InlineData("text/html", "<!--")]
    [InlineData("text/html", "<p id='")]
    [InlineData("text/html", "<div>")]
    [InlineData("text/html", "id = ")]
    [InlineData("text/html", "var data = [\n")]
    [InlineData("text/html", "<div id=\"x1\"></div>\n")]
    [InlineData("image/svg+xml", "<path d='M 1.5 2.5'/>")]
    [InlineData("application/json", "[1.5,2.5],")]
    public void Long_outputs_are_compared_in_a_time_in_proportion(string mime, string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 400_000 / part.Length));
        JsonNode a = mime == "application/json" ? JsonNode.Parse($"[{text}1]")! : $"a{text}1.5";
        JsonNode b = mime == "application/json" ? JsonNode.Parse($"[{text}2]")! : $"a{text}1.6";

        Assert.NotEmpty(s_comparer.Compare(Shown(mime, a), Shown(mime, b)));
    }

    [Theory]
    [InlineData("stdout")]
    [InlineData("stderr")]
    public void Long_printed_texts_are_compared_in_a_time_in_proportion(string name)
    {
        string text = string.Concat(
            Enumerable.Repeat("(1,1): warning CS0001: x\n\n0.123456789012 /a/b\n", 10_000)
        );

        Assert.NotEmpty(s_comparer.Compare(Printed(text + "1", name), Printed(text + "2", name)));
    }

    [Fact]
    public void An_error_with_a_long_message_is_compared_in_a_time_in_proportion()
    {
        string text = new('/', 400_000);

        Assert.NotEmpty(s_comparer.Compare(Error(text + "1"), Error(text + "2")));

        static JsonArray Error(string message) =>
            [
                new JsonObject
                {
                    ["output_type"] = "error",
                    ["ename"] = "Error",
                    ["evalue"] = message,
                },
            ];
    }

    [Fact]
    public void A_comparison_ends_when_nobody_waits_for_it()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        OutputComparer comparer = new(1e-9, cancellation: source.Token);

        Assert.Throws<OperationCanceledException>(() =>
            comparer.Compare(Printed("a"), Printed("b"))
        );
    }
}
