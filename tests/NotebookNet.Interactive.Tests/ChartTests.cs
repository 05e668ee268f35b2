using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.TraceObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure is a chart of Plotly.NET that no call of ours changes, and calls of both go on from each other's.</summary>
public sealed class ChartTests
{
    private static readonly double[] s_x = [1, 2, 3, 4];

    private static readonly double[] s_y = [1, 2, 4, 8];

    private static readonly Dictionary<string, MethodInfo> s_calls = typeof(Plot)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.IsDefined(typeof(ExtensionAttribute)))
        .ToDictionary(method =>
            $"{method.Name}: {string.Join(", ", method.GetParameters().Skip(1))}"
        );

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    /// <summary>It has what each call looks for: a series named as the sample text, a surface, an axis, notes and lines.</summary>
    private static GenericChart Sample() =>
        Plot.Line(s_x, s_y, name: "a")
            .With(Plot.Surface((x, y) => x * y, (1, 2), (1, 2), points: 4))
            .Titled("a chart")
            .XAxis("x", range: (1, 4))
            .Note(1, 1, "note")
            .VerticalLine(2, "line");

    private static object Argument(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object[] samples =
        [
            "a",
            true,
            300,
            2.5,
            (1.5, 3.5),
            s_x,
            new[] { "k", "l", "m", "n" },
            new[] { (1.0, 2.0), (3.0, 4.0) },
            new[] { Vector<double>.Build.Dense([1, 2]) },
            Plot.Line(s_y, name: "b").Note(2, 2, "another").HorizontalLine(3),
        ];
        return samples.First(type.IsInstanceOfType);
    }

    private static string Json(GenericChart chart) =>
        $"{ChartJson.Data(chart)}\n{ChartJson.Layout(chart)}\n{chart.ToJson()}";

    [Theory]
    [MemberData(nameof(Calls))]
    public void No_call_changes_the_chart_that_it_is_called_on(string name)
    {
        MethodInfo call = s_calls[name];
        GenericChart chart = Sample();
        string before = Json(chart);

        object? result = call.Invoke(
            null,
            [chart, .. call.GetParameters().Skip(1).Select(Argument)]
        );

        Assert.Equal(before, Json(chart));
        if (result is not GenericChart changed)
        {
            return;
        }
        Assert.NotEqual(before, Json(changed));
        // These change the chart that they are called on: it must have nothing in common with the one before.
        changed
            .WithXAxisStyle<double, double, string>(TitleText: "p", ShowGrid: false)
            .WithYAxisStyle<double, double, string>(TitleText: "q", ShowGrid: false)
            .WithTraceInfo(Name: "r")
            .WithLegendStyle(Orientation: StyleParam.Orientation.Horizontal)
            .WithSize(111, 112);
        Assert.Equal(before, Json(chart));
    }

    [Fact]
    public void A_chart_that_is_drawn_over_another_in_a_panel_or_as_a_state_stays_as_it_was()
    {
        GenericChart chart = Plot.Line(s_x, s_y, name: "a").Note(1, 1, "note").YAxis("y");
        string before = Json(chart);
        GenericChart[] made =
        [
            Plot.Line(s_x).With(chart),
            Plot.Panels([chart, chart], sharedX: true),
            Plot.Slider([1, 2], _ => chart),
            Plot.Animation([("1", chart), ("2", chart.Titled("Two"))], "step "),
        ];
        Assert.All(
            made,
            other =>
            {
                other
                    .WithTraceInfo(Name: "r")
                    .WithXAxisStyle<double, double, string>(TitleText: "p")
                    .ToJson();
                foreach (
                    DynamicObj.DynamicObj part in GenericChart
                        .getTraces(other)
                        .SelectMany(trace => trace.Properties.Values)
                        .OfType<DynamicObj.DynamicObj>()
                )
                {
                    part.Properties["color"] = "pink";
                }
            }
        );
        Assert.Equal(before, Json(chart));
    }

    [Fact]
    public void A_chart_keeps_its_numbers_when_the_array_they_came_from_changes()
    {
        double[] numbers = [1, 2, 3, 4];
        string[] texts = ["a", "b", "c", "d"];
        GenericChart chart = Plot.Scatter(numbers, numbers, color: numbers, size: numbers)
            .ErrorBars(numbers, numbers)
            .Texts(texts, texts)
            .XAxis("x", ticks: numbers);
        string before = Json(chart);
        Array.Clear(numbers);
        Array.Fill(texts, "z");
        Assert.Equal(before, Json(chart));
    }

    [Fact]
    public void Plotly_NETs_calls_go_on_from_ours()
    {
        JsonNode json = Plot.Line(s_x, s_y, name: "a")
            .XAxis("h", log: true, range: (0.1, 100))
            .WithXAxisStyle<double, double, string>(TitleText: "step")
            .WithTraceInfo(Name: "b")
            .WithSize(333, 222)
            .ToJson();
        JsonNode axis = json["layout"]!["xaxis"]!;
        Assert.Equal("step", (string?)axis["title"]!["text"]);
        Assert.Equal("log", (string?)axis["type"]);
        Assert.Equal("[-1,2]", axis["range"]!.ToJsonString());
        Assert.Equal("b", (string?)json["data"]![0]!["name"]);
        Assert.Equal(333, (int)json["layout"]!["width"]!);
        Assert.Equal(222, (int)json["layout"]!["height"]!);
    }

    [Fact]
    public void Our_calls_go_on_from_Plotly_NETs()
    {
        JsonNode json = Chart
            .Point<double, double, string>(s_x, s_y, Name: "theirs")
            .Titled("One chart of both")
            .YAxis("loss", log: true)
            .HorizontalLine(100, "limit")
            .Styled("theirs", symbol: "diamond")
            .With(Plot.Line(s_x, s_y, name: "ours"))
            .ToJson();
        JsonNode layout = json["layout"]!;
        Assert.Equal("One chart of both", (string?)layout["title"]!["text"]);
        Assert.Equal("loss", (string?)layout["yaxis"]!["title"]!["text"]);
        Assert.Equal("log", (string?)layout["yaxis"]!["type"]);
        Assert.Equal(100, (double)layout["shapes"]![0]!["y0"]!);
        Assert.Equal(2, (double)layout["annotations"]![0]!["y"]!, 12);
        JsonNode theirs = json["data"]![0]!;
        Assert.Equal("[1,2,3,4]", theirs["x"]!.ToJsonString());
        Assert.Equal("diamond", (string?)theirs["marker"]!["symbol"]);
        Assert.NotEqual(
            (string?)theirs["marker"]!["color"],
            (string?)json["data"]![1]!["line"]!["color"]
        );
    }

    [Fact]
    public void The_look_that_Plotly_NET_gives_every_chart_is_nobodys_wish()
    {
        GenericChart theirs = Chart.Point<double, double, string>(s_x, s_y);
        string ours = Theme.Template(dark: false).ToJsonString();
        Assert.All(
            (GenericChart[])
                [theirs, theirs.Titled("ours"), Chart.Combine([theirs, Plot.Line(s_x)])],
            chart => Assert.Equal(ours, chart.ToJson()["layout"]!["template"]!.ToJsonString())
        );
    }

    [Fact]
    public void A_look_that_a_chart_asks_for_itself_stays()
    {
        GenericChart chart = Chart
            .Line<double, double, string>(s_x, s_y, LineColor: Color.fromString("red"))
            .Set("template", ChartTemplates.dark);
        JsonNode json = chart.ToJson();
        Assert.Equal("red", (string?)json["data"]![0]!["line"]!["color"]);
        Assert.NotEqual(
            Theme.Template(dark: false).ToJsonString(),
            json["layout"]!["template"]!.ToJsonString()
        );
    }

    [Fact]
    public void Charts_combined_by_Plotly_NET_are_told_apart_and_keep_their_axes()
    {
        JsonNode json = Chart
            .Combine([
                Plot.Line(s_x, s_y, name: "a").XAxis("h", log: true),
                Plot.Line(s_y, s_x, name: "b").YAxis("error"),
            ])
            .ToJson();
        JsonArray data = json["data"]!.AsArray();
        Assert.Equal(["a", "b"], data.Select(trace => (string?)trace!["name"]));
        Assert.Equal(2, data.Select(trace => (string?)trace!["line"]!["color"]).Distinct().Count());
        Assert.All(data, trace => Assert.True((bool)trace!["showlegend"]!));
        Assert.Equal("log", (string?)json["layout"]!["xaxis"]!["type"]);
        Assert.Equal("h", (string?)json["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal("error", (string?)json["layout"]!["yaxis"]!["title"]!["text"]);
    }

    [Fact]
    public void Charts_in_a_grid_of_Plotly_NET_keep_their_axes()
    {
        JsonNode json = Grid().ToJson();
        Assert.Equal(
            [("x", "y"), ("x2", "y2")],
            json["data"]!
                .AsArray()
                .Select(trace => ((string?)trace!["xaxis"] ?? "x", (string?)trace["yaxis"] ?? "y"))
        );
        Assert.Equal("linear", (string?)json["layout"]!["xaxis"]!["type"] ?? "linear");
        Assert.Equal("h", (string?)json["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal("log", (string?)json["layout"]!["xaxis2"]!["type"]);
        Assert.Equal("[-1,2]", json["layout"]!["xaxis2"]!["range"]!.ToJsonString());
    }

    private static GenericChart Grid() =>
        Chart.Grid(
            [
                Plot.Line(s_x, s_y, name: "a").XAxis("h"),
                Plot.Line(s_x, s_y, name: "b").XAxis("k", log: true, range: (0.1, 100)),
            ],
            nRows: 1,
            nCols: 2
        );

    public static TheoryData<string, string> NoPanels =>
        new()
        {
            { "pie", "kind 'pie' has no axes" },
            { "table", "kind 'table' has no axes" },
            { "grid", "made of panels cannot itself be a panel" },
            { "panels", "made of panels cannot itself be a panel" },
            { "animation", "animated figure cannot be a panel" },
            { "slider", "animated figure cannot be a panel" },
        };

    [Theory]
    [MemberData(nameof(NoPanels))]
    public void What_cannot_be_a_panel_is_refused_by_its_kind(string kind, string reason)
    {
        GenericChart line = Plot.Line(s_x);
        GenericChart other = kind switch
        {
            "pie" => Chart.Pie<double, string, string>(s_x),
            "table" => Chart.Table(new TableCells(), new TableCells()),
            "grid" => Grid(),
            "panels" => Plot.Panels([line, line]),
            "animation" => Plot.Animation([("1", line), ("2", Plot.Line(s_y))]),
            _ => Plot.Slider([1, 2], i => Plot.Line([i, 2 * i])),
        };
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Plot.Panels([line, other])
        );
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_of_Plotly_NET_are_panels_and_states_as_ours_are()
    {
        static GenericChart Theirs(double scale) =>
            Chart
                .Line<double, double, string>(s_x, s_y.Select(y => scale * y), Name: "theirs")
                .WithXAxisStyle<double, double, string>(TitleText: "x");

        JsonNode panels = Plot.Panels([Plot.Line(s_y, name: "ours"), Theirs(1)]).ToJson();
        Assert.Equal("x2", (string?)panels["data"]![1]!["xaxis"]);
        Assert.Equal("x", (string?)panels["layout"]!["xaxis2"]!["title"]!["text"]);

        JsonNode slider = Plot.Slider([1.0, 3.0], Theirs, "scale ").ToJson();
        JsonArray frames = slider["frames"]!.AsArray();
        Assert.Equal("[1,2,4,8]", frames[0]!["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("[3,6,12,24]", frames[1]!["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("[3,6,12,24]", slider["data"]![0]!["y"]!.ToJsonString());
    }

    [Fact]
    public void With_adds_traces_lines_and_notes_but_neither_title_nor_axes()
    {
        JsonNode json = Plot.Scatter(s_x, s_y, name: "data")
            .Titled("Data")
            .HorizontalLine(1)
            .With(
                Plot.Line(s_x, s_y, name: "fit")
                    .Titled("Fit")
                    .XAxis("fit's", log: true)
                    .HorizontalLine(5, "five")
                    .Note(2, 2, "two")
            )
            .ToJson();
        Assert.Equal(
            ["data", "fit"],
            json["data"]!.AsArray().Select(trace => (string?)trace!["name"])
        );
        JsonNode layout = json["layout"]!;
        Assert.Equal("Data", (string?)layout["title"]!["text"]);
        Assert.Null(layout["xaxis"]!["title"]);
        Assert.Null(layout["xaxis"]!["type"]);
        Assert.Equal(
            [1, 5],
            layout["shapes"]!.AsArray().Select(shape => (double)shape!["y0"]!).Order()
        );
        Assert.Equal(
            ["five", "two"],
            layout["annotations"]!.AsArray().Select(note => (string?)note!["text"]).Order()
        );
    }

    [Fact]
    public void A_series_that_is_not_there_is_refused_and_the_others_are_named()
    {
        GenericChart chart = Plot.Lines([("a", s_x), ("b", s_y)]);
        foreach (
            Action call in (Action[])
                [() => chart.Styled("c", dash: "dot"), () => chart.ErrorBars(s_x, series: "c")]
        )
        {
            ArgumentException thrown = Assert.Throws<ArgumentException>(call);
            Assert.Contains(
                "No series is named 'c'; there are 'a', 'b'.",
                thrown.Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Error_bars_are_as_many_as_the_points_and_of_the_series_asked_for()
    {
        GenericChart chart = Plot.Bars(["a", "b"], [("one", s_x[..2]), ("two", s_y[..2])]);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            chart.ErrorBars([1, 2, 3])
        );
        Assert.Contains(
            "There are 2 points, 3 numbers above and 3 below",
            thrown.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => chart.ErrorBars([1, 2], below: [1]));
        // A chart of Plotly.NET holds its numbers otherwise than ours.
        Assert.Throws<ArgumentException>(() =>
            Chart.Point<double, double, string>([1, 2], [3, 4]).ErrorBars([1, 2, 3])
        );
        JsonArray data = ChartJson.Data(chart.ErrorBars([5, 6], series: "two"));
        Assert.Null(data[0]!["error_y"]);
        Assert.Equal("[5,6]", data[1]!["error_y"]!["array"]!.ToJsonString());
        Assert.All(
            ChartJson.Data(chart.ErrorBars([5, 6])),
            trace => Assert.Equal("[5,6]", trace!["error_y"]!["array"]!.ToJsonString())
        );
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_null_in_whatever_array_they_stand()
    {
        GenericChart chart = Chart
            .Point<double, float, string>([1, double.NaN], [float.PositiveInfinity, 2])
            .With(
                Chart.Heatmap<double, double, double, string>([
                    [1, double.NaN],
                    [3, 4],
                ])
            );
        JsonArray data = chart.ToJson()["data"]!.AsArray();
        Assert.Equal("[1,null]", data[0]!["x"]!.ToJsonString());
        Assert.Equal("[null,2]", data[0]!["y"]!.ToJsonString());
        Assert.Equal("[[1,null],[3,4]]", data[1]!["z"]!.ToJsonString());
    }

    [Fact]
    public void A_decided_chart_is_what_is_drawn_and_Plotly_NET_can_write_it()
    {
        foreach ((string kind, Func<GenericChart> make) in FigureKinds.All)
        {
            GenericChart chart = make();
            JsonObject drawn = chart.ToJson();
            JsonObject layout = drawn["layout"]!.AsObject();
            layout.Remove("sliders");
            layout.Remove("updatemenus");
            GenericChart decided = chart.Decided();
            Assert.True(
                Same(drawn["data"]!, ChartJson.Data(decided)),
                $"'{kind}' has other data when it is decided."
            );
            Assert.True(
                Same(layout, ChartJson.Layout(decided)),
                $"'{kind}' has another layout when it is decided."
            );
            string html = GenericChart.toEmbeddedHTML(decided);
            Assert.DoesNotContain(Axes.Shown, html, StringComparison.Ordinal);
            Assert.DoesNotContain(Axes.InValues, html, StringComparison.Ordinal);
            Assert.Contains(PlotlyScript.Address, html, StringComparison.Ordinal);
        }

        static bool Same(JsonNode one, JsonNode other) =>
            JsonNode.DeepEquals(
                JsonNode.Parse(one.ToJsonString()),
                JsonNode.Parse(other.ToJsonString())
            );
    }

    [Theory]
    [InlineData("bars")]
    [InlineData("surface")]
    [InlineData("slider")]
    public void Plotly_NET_can_write_a_chart_that_is_not_decided(string kind) =>
        Assert.Contains(
            "newPlot",
            GenericChart.toEmbeddedHTML(FigureKinds.All[kind]()),
            StringComparison.Ordinal
        );

    private static readonly Dictionary<string, (GenericChart Chart, string Value)> s_options = new()
    {
        ["data.0.name"] = (Plot.Line(s_x, name: "a"), "\"a\""),
        ["data.0.x.3"] = (Plot.Line(x => x, (0, 3), points: 4), "3"),
        ["data.0.marker.color"] = (Plot.Scatter(s_x, s_y, color: s_y), "[1,2,4,8]"),
        ["data.0.marker.colorbar.title.text"] = (
            Plot.Scatter(s_x, s_y, color: s_y, colorTitle: "c"),
            "\"c\""
        ),
        ["data.0.marker.cmin"] = (Plot.Scatter(s_x, s_y, color: s_y, colorRange: (3, 5)), "3"),
        ["data.0.marker.cmax"] = (Plot.Scatter(s_x, s_y, color: s_y, colorRange: (3, 5)), "5"),
        ["data.0.marker.size"] = (Plot.Scatter(s_x, s_y, size: s_y), "[1,2,4,8]"),
        ["data.0.x"] = (Plot.Scatter(["p", "q", "q", "r"], s_y), """["p","q","q","r"]"""),
        ["layout.xaxis.title.text"] = (Plot.Line(s_x).XAxis("t"), "\"t\""),
        ["layout.xaxis.tickvals"] = (Plot.Line(s_x).XAxis("t", ticks: [1, 4, 16]), "[1,4,16]"),
        ["layout.yaxis.tickvals"] = (Plot.Line(s_x).YAxis("t", ticks: [1, 4, 16]), "[1,4,16]"),
        ["layout.yaxis.range"] = (Plot.Line(s_x).YAxis("t", range: (-1, 7)), "[-1,7]"),
        ["layout.scene.zaxis.range"] = (
            Plot.Surface((x, y) => x, (0, 1), (0, 1), 2).ZAxis("z", log: true, range: (0.1, 10)),
            "[-1,1]"
        ),
        ["layout.scene.zaxis.type"] = (
            Plot.Surface((x, y) => x, (0, 1), (0, 1), 2).ZAxis("z", log: true),
            "\"log\""
        ),
        ["layout.yaxis.scaleanchor"] = (Plot.Line(s_x).EqualAxes(), "\"x\""),
        ["layout.xaxis.visible"] = (Plot.Line(s_x).NoAxes((0, 4), (-1, 1)), "false"),
        ["layout.yaxis.visible"] = (Plot.Line(s_x).NoAxes((0, 4), (-1, 1)), "false"),
        ["layout.xaxis.range"] = (Plot.Line(s_x).NoAxes((0, 4), (-1, 1)), "[0,4]"),
        ["layout.width"] = (Plot.Line(s_x).Size(901, 302), "901"),
        ["layout.height"] = (Plot.Line(s_x).Size(901, 302), "302"),
        ["data.0.line.color"] = (Plot.Line(s_x).Styled(color: "pink"), "\"pink\""),
        ["data.0.line.dash"] = (Plot.Line(s_x).Styled(dash: "dashdot"), "\"dashdot\""),
        ["data.0.mode"] = (Plot.Line(s_x).Styled(marks: false), "\"lines\""),
        ["data.0.marker.symbol"] = (Plot.Scatter(s_x, s_y).Styled(symbol: "x"), "\"x\""),
        ["data.0.marker.line.width"] = (Plot.Scatter(s_x, s_y).Styled(outline: 2.5), "2.5"),
        ["data.0.marker.line.color"] = (
            Plot.Scatter(s_x, s_y).Styled(outlineColor: "pink"),
            "\"pink\""
        ),
        ["data.0.error_y.array"] = (Plot.Line(s_x).ErrorBars(s_y), "[1,2,4,8]"),
        ["data.0.error_y.arrayminus"] = (Plot.Line(s_x).ErrorBars(s_x, below: s_y), "[1,2,4,8]"),
        ["data.0.error_y.symmetric"] = (Plot.Line(s_x).ErrorBars(s_x, below: s_y), "false"),
        ["data.0.text"] = (
            Plot.Scatter(s_x, s_y).Texts(["a", "b", "c", "d"]),
            """["a","b","c","d"]"""
        ),
        ["data.0.textposition"] = (
            Plot.Scatter([1, 2], [1, 2]).Texts(["a", "b"], ["top left", "top right"]),
            """["top left","top right"]"""
        ),
        ["data.0.textfont.size"] = (
            Plot.Scatter(s_x, s_y).Texts(["a", "b", "c", "d"], size: 17),
            "17"
        ),
        ["layout.annotations.0.arrowcolor"] = (
            Plot.Line(s_x).Arrow((0, 0), (3, 4), color: "pink"),
            "\"pink\""
        ),
        ["layout.annotations.0.arrowwidth"] = (
            Plot.Line(s_x).Arrow((0, 0), (3, 4), width: 4.5),
            "4.5"
        ),
        ["layout.annotations.0.font.color"] = (
            Plot.Line(s_x).Label(1, 2, "a", color: "pink"),
            "\"pink\""
        ),
        ["layout.annotations.0.font.size"] = (Plot.Line(s_x).Label(1, 2, "a", size: 17), "17"),
        ["layout.annotations.0.text"] = (Plot.Line(s_x).VerticalLine(1, "label"), "\"label\""),
    };

    public static TheoryData<string> Options => [.. s_options.Keys];

    [Theory]
    [MemberData(nameof(Options))]
    public void A_named_option_is_in_the_figure(string place)
    {
        (GenericChart chart, string value) = s_options[place];
        JsonNode? found = place
            .Split('.')
            .Aggregate(
                (JsonNode?)chart.ToJson(),
                (node, step) =>
                    node is JsonArray items
                        ? items[int.Parse(step, CultureInfo.InvariantCulture)]
                        : node?[step]
            );
        Assert.Equal(value, found?.ToJsonString());
    }

    [Fact]
    public void Arrows_and_labels_stand_at_their_values_on_a_logarithmic_axis()
    {
        JsonNode layout = Plot.Line([1.0, 100], [1.0, 100])
            .XAxis("x", log: true)
            .YAxis("y", log: true)
            .Arrow((1, 10), (100, 1000))
            .Label(10, 100, "at")
            .ToJson()["layout"]!;
        Assert.Equal([2, 3, 0, 1], Places(layout["annotations"]![0]!, "x", "y", "ax", "ay"));
        Assert.Equal([1, 2], Places(layout["annotations"]![1]!, "x", "y"));

        static double[] Places(JsonNode mark, params string[] names) =>
            [.. names.Select(name => (double)mark[name]!)];
    }

    [Fact]
    public void A_range_of_theirs_is_no_exponent_when_the_axis_becomes_logarithmic()
    {
        JsonNode axis = Chart
            .Line<double, double, string>([1, 2], [1, 90])
            .WithYAxisStyle<double, double, string>(MinMax: Tuple.Create(0.5, 100.0))
            .YAxis("y", log: true)
            .ToJson()["layout"]!["yaxis"]!;
        Assert.Equal("log", (string?)axis["type"]);
        Assert.Null(axis["range"]);
    }

    [Fact]
    public void What_is_in_motion_or_made_of_panels_is_not_drawn_over_another()
    {
        GenericChart line = Plot.Line([1.0, 2]);
        Assert.Throws<ArgumentException>(() => line.With(Plot.Slider([1, 2], _ => line)));
        Assert.Throws<ArgumentException>(() => line.With(Plot.Panels([line, line])));
    }

    [Fact]
    public void Texts_leave_a_line_its_line_and_are_as_many_as_its_points()
    {
        GenericChart line = Plot.Line([1.0, 2, 3]);
        Assert.Equal(
            "lines+markers+text",
            (string?)line.Texts(["a", "b", "c"]).ToJson()["data"]![0]!["mode"]
        );
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => line.Texts(["a"]));
        Assert.Contains("3 points and 1 texts", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_may_be_an_option_or_a_word_of_Plotly_NET()
    {
        GenericChart chart = Chart.Point<double, double, string>([1, 2], [3, 4]);
        Trace trace = GenericChart.getTraces(chart)[0];
        trace.SetProperty("mode", StyleParam.Mode.Lines_Markers);
        trace.SetProperty("opacity", Microsoft.FSharp.Core.FSharpOption<double>.Some(0.5));
        JsonNode json = chart.ToJson()["data"]![0]!;
        Assert.Equal("lines+markers", (string?)json["mode"]);
        Assert.Equal(0.5, (double)json["opacity"]!);
    }

    [Fact]
    public void Numbers_that_are_colors_have_the_scale_of_the_course_unless_there_is_another()
    {
        double[][] rows =
        [
            [1, 2],
            [3, 4],
        ];
        JsonNode open = Chart.Heatmap<double, int, int, string>(rows).ToJson()["data"]![0]!;
        Assert.Equal("Viridis", (string?)open["colorscale"]);
        JsonNode asked = Chart
            .Heatmap<double, int, int, string>(rows, ColorScale: StyleParam.Colorscale.Greys)
            .ToJson()["data"]![0]!;
        Assert.Equal("Greys", (string?)asked["colorscale"]);
    }
}
