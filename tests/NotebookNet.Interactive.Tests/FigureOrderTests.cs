using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure is what was asked for, in whatever order.</summary>
public sealed class FigureOrderTests
{
    private static readonly double[] s_x = [.. Enumerable.Range(1, 40).Select(i => i / 10.0)];

    public static TheoryData<string> Families => [.. s_families.Keys];

    private static readonly Dictionary<
        string,
        (Func<GenericChart> Start, Func<GenericChart, GenericChart>[] Calls)
    > s_families = new()
    {
        ["a line on logarithmic axes"] = (
            () => Plot.Line(s_x, s_x, name: "one"),
            [
                figure =>
                    figure.Titled(
                        "A title that is rather long and has to be wrapped, since no line holds it all"
                    ),
                figure => figure.XAxis("h", log: true),
                figure => figure.XAxis("h", range: (0.1, 20)),
                figure => figure.YAxis("error", log: true),
                figure => figure.VerticalLine(0.5, "best"),
                figure => figure.HorizontalLine(2, "worst"),
            ]
        ),
        ["notes, sizes and a second curve"] = (
            () => Plot.Scatter(s_x, s_x, name: "data"),
            [
                figure => figure.Note(0.3, 2, "here"),
                figure => figure.Size(800, 300),
                figure => figure.With(Plot.Line(s_x, s_x, name: "fit")),
                figure => figure.XAxis("x", log: true, range: (0.01, 10)),
                figure => figure.Titled("Two"),
            ]
        ),
        ["a path over a contour"] = (
            () => Plot.Contour((x, y) => x * y, (1, 9), (1, 4), 8),
            [
                figure => figure.Path([(1, 1), (2, 3)], "Adam"),
                figure => figure.YAxis("y", log: true),
                figure => figure.XAxis("x", range: (2, 5)),
                figure => figure.Titled("Down"),
                figure => figure.Set("showlegend", true),
            ]
        ),
        ["an image"] = (
            () => Plot.Image(new byte[784], 28, 28, "a digit"),
            [
                figure =>
                    figure.Titled("A title for an image that is longer than the image is wide"),
                figure => figure.Size(400, 420),
                figure => figure.Note(3, 3, "dark"),
            ]
        ),
        ["panels"] = (
            () =>
                Plot.Panels([
                    Plot.Line(s_x, s_x, name: "a").Titled("A").YAxis("y", log: true),
                    Plot.Line(s_x, s_x, name: "b").VerticalLine(1, "one").Titled("B"),
                ]),
            [
                figure => figure.Titled("Two panels"),
                figure => figure.Size(1000, 500),
                figure => figure.Set("xaxis2.dtick", 3),
                figure => figure.HorizontalLine(3, "three"),
            ]
        ),
        ["a surface"] = (
            () => Plot.Surface((x, y) => x * y, (1, 9), (1, 4), 5),
            [
                figure => figure.XAxis("first", log: true),
                figure => figure.ZAxis("height", range: (0, 30)),
                figure => figure.YAxis("second", range: (1, 3)),
                figure => figure.Titled("Up"),
            ]
        ),
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_order_of_calls_gives_one_figure(string family)
    {
        (Func<GenericChart> start, Func<GenericChart, GenericChart>[] calls) = s_families[family];
        JsonObject first = Draw(calls);
        foreach (Func<GenericChart, GenericChart>[] order in Orders(calls))
        {
            if (Draw(order) is { } drawn && !JsonNode.DeepEquals(first, drawn))
            {
                Assert.Fail(
                    $"In the order {Names(calls, order)} the calls on {family} give another figure:\n{drawn.ToJsonString()}\n{first.ToJsonString()}"
                );
            }
        }

        JsonObject Draw(IEnumerable<Func<GenericChart, GenericChart>> order) =>
            order.Aggregate(start(), (figure, call) => call(figure)).ToJson();
    }

    [Fact]
    public void Points_and_a_curve_laid_over_them_have_two_colors_and_a_legend()
    {
        JsonArray data = (JsonArray)
            Plot.Scatter(s_x, s_x, name: "data").With(Plot.Line(s_x, s_x, name: "fit")).ToJson()[
                "data"
            ]!;
        Assert.NotEqual((string?)data[0]!["marker"]!["color"], (string?)data[1]!["line"]!["color"]);
        Assert.All(data, trace => Assert.True((bool)trace!["showlegend"]!));
        Assert.Equal("solid", (string?)data[1]!["line"]!["dash"]);
    }

    [Fact]
    public void A_color_that_is_asked_for_is_kept_and_no_other_curve_gets_it()
    {
        GenericChart figure = Plot.Lines([("a", s_x), ("b", s_x), ("c", s_x)])
            .Styled("c", color: Theme.Palette[0]);
        JsonArray data = (JsonArray)figure.ToJson()["data"]!;
        Assert.Equal(Theme.Palette[0], (string?)data[2]!["line"]!["color"]);
        Assert.Equal(3, data.Select(trace => (string?)trace!["line"]!["color"]).Distinct().Count());
    }

    [Fact]
    public void A_name_has_one_look_in_every_panel()
    {
        JsonArray data = (JsonArray)
            Plot.Panels([
                    Plot.Lines([("a", s_x), ("b", s_x)]),
                    Plot.Lines([("b", s_x), ("c", s_x)]),
                ])
                .ToJson()["data"]!;
        string?[] colors = [.. data.Select(trace => (string?)trace!["line"]!["color"])];
        Assert.Equal(colors[1], colors[2]);
        Assert.Equal(3, colors.Distinct().Count());
        Assert.Equal([true, true, false, true], data.Select(trace => (bool)trace!["showlegend"]!));
    }

    [Fact]
    public void A_label_stands_at_its_line_on_a_logarithmic_axis()
    {
        JsonNode layout = Plot.Line(s_x, s_x)
            .VerticalLine(1e-4, "h")
            .XAxis("h", log: true)
            .ToJson()["layout"]!;
        // plotly takes values for shapes and logarithms for annotations.
        Assert.Equal(1e-4, (double)layout["shapes"]![0]!["x0"]!);
        Assert.Equal(-4, (double)layout["annotations"]![0]!["x"]!, 12);
    }

    [Fact]
    public void Notes_of_an_animations_frames_stand_on_its_logarithmic_axes()
    {
        GenericChart figure = Plot.Animation([
                ("1", Plot.Line(s_x, s_x).Note(100, 2, "here")),
                ("2", Plot.Line(s_x, s_x)),
            ])
            .XAxis("h", log: true);
        JsonNode note = figure.ToJson()["frames"]![0]!["layout"]!["annotations"]![0]!;
        Assert.Equal(2, (double)note["x"]!, 12);
        Assert.Equal(2, (double)note["y"]!, 12);
        Assert.Null(note["inValues"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_line_at_zero_on_a_logarithmic_axis_is_refused_by_name(bool lineFirst)
    {
        GenericChart figure = Plot.Line(s_x, s_x);
        figure = lineFirst
            ? figure.VerticalLine(0).XAxis("h", log: true)
            : figure.XAxis("h", log: true).VerticalLine(0);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() =>
            figure.ToJson()
        );
        Assert.Contains("x = 0", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_below_zero_is_refused_whether_the_axis_is_logarithmic_before_or_after()
    {
        Assert.Throws<ArgumentException>(() =>
            Plot.Line(s_x).XAxis("x", range: (-1, 1)).XAxis("x", log: true)
        );
        Assert.Throws<ArgumentException>(() =>
            Plot.Line(s_x).XAxis("x", log: true).XAxis("x", range: (-1, 1))
        );
    }

    [Fact]
    public void Drawing_a_figure_twice_gives_the_same_and_changes_nothing()
    {
        foreach ((string kind, Func<GenericChart> make) in FigureKinds.All)
        {
            GenericChart figure = make();
            string data = ChartJson.Data(figure).ToJsonString();
            string layout = ChartJson.Layout(figure).ToJsonString();
            string drawn = figure.ToJson().ToJsonString();
            Assert.True(
                drawn == figure.ToJson().ToJsonString(),
                $"'{kind}' is drawn differently the second time."
            );
            Assert.True(
                data == ChartJson.Data(figure).ToJsonString()
                    && layout == ChartJson.Layout(figure).ToJsonString(),
                $"Drawing '{kind}' changes it."
            );
        }
    }

    [Fact]
    public void An_image_keeps_its_size_below_its_title_and_a_size_asked_for_is_kept()
    {
        GenericChart image = Plot.Image(new byte[784], 28, 28);
        int bare = new Drawing(image).Height;
        Assert.True(new Drawing(image.Titled("An image")).Height > bare);
        Assert.Equal(300, new Drawing(image.Size(500, 300)).Height);
    }

    private static IEnumerable<Func<GenericChart, GenericChart>[]> Orders(
        Func<GenericChart, GenericChart>[] calls
    )
    {
        if (calls.Length <= 1)
        {
            return [calls];
        }
        return calls.SelectMany(
            (call, i) =>
                Orders([.. calls.Where((_, j) => j != i)])
                    .Select(rest => (Func<GenericChart, GenericChart>[])[call, .. rest])
        );
    }

    private static string Names(
        Func<GenericChart, GenericChart>[] calls,
        Func<GenericChart, GenericChart>[] order
    ) => string.Join(", ", order.Select(call => Array.IndexOf(calls, call)));
}
