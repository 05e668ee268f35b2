using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

public sealed class PlotTests
{
    private static readonly JsonElement s_reference = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "charts.json")))
        .RootElement;

    [Fact]
    public void A_moving_average_is_NumPys_mean_over_a_centered_window()
    {
        foreach (JsonElement item in s_reference.GetProperty("averages").EnumerateArray())
        {
            double[] means = Plot.MovingAverage(
                Numbers(item, "values"),
                item.GetProperty("window").GetInt32()
            );
            AssertClose(Numbers(item, "means"), means);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(int.MaxValue)]
    public void A_straight_line_stays_a_straight_line_and_a_constant_stays(int window)
    {
        double[] line = [.. Enumerable.Range(0, 1000).Select(i => 3 - (0.25 * i))];
        AssertClose(line, Plot.MovingAverage(line, window));
        double[] constant = [.. Enumerable.Repeat(0.1, 1000)];
        AssertClose(constant, Plot.MovingAverage(constant, window));
    }

    [Fact]
    public void A_value_gone_by_leaves_no_rounding_behind()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => i == 20 ? 1e300 : 0.5)];
        double[] means = Plot.MovingAverage(values, 11);
        Assert.All(means[26..], mean => Assert.Equal(0.5, mean, 1e-12));
    }

    [Fact]
    public void A_run_that_diverges_is_averaged_up_to_where_it_does()
    {
        double[] means = Plot.MovingAverage([1, 2, 3, double.PositiveInfinity, double.NaN], 5);
        Assert.Equal([1, 2, 3, double.NaN, double.NaN], means);
        Assert.Empty(Plot.MovingAverage([], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.MovingAverage([1], 0));
    }

    [Fact]
    public void A_smoothed_curve_does_not_end_in_the_noise_of_its_last_values()
    {
        double[] alternating = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : 3.0)];
        GenericChart figure = Plot.Smoothed(
            [("SGD", Enumerable.Range(0, 400), alternating)],
            window: 101
        );
        double[] drawn = Values(ChartJson.Data(figure)[1]!["y"]!);
        Assert.Equal(400, drawn.Length);
        // 25 values: thirteen of one kind and twelve of the other.
        Assert.All(
            drawn[20..].Where(double.IsFinite),
            mean => Assert.InRange(mean, 2 - (1.0 / 25), 2 + (1.0 / 25))
        );
        Assert.Equal(12, drawn.Count(double.IsNaN));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_band_is_the_spread_that_NumPy_computes(bool deviation)
    {
        JsonElement spread = s_reference.GetProperty("spread");
        double[][] runs = [.. spread.GetProperty("runs").EnumerateArray().Select(Numbers)];
        double[] mean = Numbers(spread, "mean");
        double[] low = Numbers(spread, "low");
        double[] high = Numbers(spread, "high");
        double[] std = Numbers(spread, "std");
        GenericChart figure = Plot.Bands(
            [("SGD", Enumerable.Range(0, mean.Length), runs)],
            deviation: deviation
        );
        double[] outline = Values(ChartJson.Data(figure)[0]!["y"]!);
        Assert.Equal((2 * mean.Length) + 1, outline.Length);
        for (int i = 0; i < mean.Length; i++)
        {
            double below = mean[i] - std[i];
            double expectedLow =
                !deviation ? low[i]
                : below > 0 ? below
                : low[i];
            Assert.Equal(deviation ? mean[i] + std[i] : high[i], outline[i], 1e-4);
            Assert.Equal(expectedLow, outline[(2 * mean.Length) - 1 - i], 1e-4);
            Assert.True(outline[(2 * mean.Length) - 1 - i] > 0);
            Assert.Equal(mean[i], Values(ChartJson.Data(figure)[1]!["y"]!)[i], 1e-4);
        }
        Assert.Contains(
            deviation ? "mean ± 1 std<br>of 5 runs" : "mean and range<br>of 5 runs",
            figure.ToJson()["layout"]!["legend"]!["title"]!["text"]!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_band_has_a_gap_where_one_of_its_runs_diverged_or_ended()
    {
        int[] steps = [1, 2, 3, 4];
        double[][] runs =
        [
            [1, 2, double.NaN, 4],
            [3, 4, 5, 6],
            [2, 3, 4],
        ];
        GenericChart figure = Plot.Bands([("SGD", steps, runs)]);
        Assert.Equal([2, 3, double.NaN, double.NaN], Values(ChartJson.Data(figure)[1]!["y"]!));
        Assert.Equal([3, 4, 2, 1, double.NaN], Values(ChartJson.Data(figure)[0]!["y"]!));
    }

    [Fact]
    public void Long_bands_and_averages_are_thinned_and_the_axis_keeps_its_end()
    {
        double[] steps = [.. Enumerable.Range(0, 20_000).Select(i => (double)i)];
        double[] values = [.. steps.Select(step => 1 + Math.Sin(step))];
        double[][] runs = [values, [.. values.Select(value => value + 0.1)]];
        JsonArray traces = Plot.Bands([("SGD", steps, runs)], window: 100).ToJson()[
            "data"
        ]!.AsArray();
        Assert.All(
            traces,
            trace => Assert.InRange(trace!["x"]!["bdata"]!.ToString().Length, 1, 100_000)
        );
        byte[] x = Convert.FromBase64String((string)traces[1]!["x"]!["bdata"]!);
        Assert.Contains(
            (string)traces[1]!["x"]!["dtype"]!,
            (string[])["f8", "i2", "u2", "i4", "u4"]
        );
        double last = (string)traces[1]!["x"]!["dtype"]! switch
        {
            "f8" => BitConverter.ToDouble(x, x.Length - 8),
            "i2" or "u2" => BitConverter.ToUInt16(x, x.Length - 2),
            _ => BitConverter.ToInt32(x, x.Length - 4),
        };
        Assert.Equal(19_999, last);
    }

    [Fact]
    public void One_legend_entry_stands_for_a_band_and_its_line()
    {
        int[] steps = [1, 2];
        double[][] runs =
        [
            [1, 2],
            [2, 3],
        ];
        JsonArray traces = Plot.Bands([("SGD", steps, runs), ("Adam", steps, runs)]).ToJson()[
            "data"
        ]!.AsArray();
        foreach (string name in (string[])["SGD", "Adam"])
        {
            JsonNode[] group =
            [
                .. traces.Where(trace => (string?)trace!["legendgroup"] == name).OfType<JsonNode>(),
            ];
            Assert.Equal([false, true], group.Select(trace => (bool)trace["showlegend"]!));
            Assert.Single(group.Select(trace => (string?)trace["line"]!["color"]).Distinct());
        }
    }

    [Fact]
    public void Runs_of_no_use_are_refused_by_name()
    {
        int[] steps = [1, 2];
        ArgumentException none = Assert.Throws<ArgumentException>(() =>
            Plot.Bands([("SGD", steps, Array.Empty<double[]>())])
        );
        Assert.Contains("'SGD' has no runs", none.Message, StringComparison.Ordinal);
        ArgumentException longer = Assert.Throws<ArgumentException>(() =>
            Plot.Bands([("SGD", steps, new double[][] { [1, 2, 3] })])
        );
        Assert.Contains("x has 2 values and a run", longer.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            Plot.Bands([("SGD", steps, new double[][] { [double.NaN, 1], [1, double.NaN] })])
        );
        Assert.Throws<ArgumentException>(() =>
            Plot.Bands(Array.Empty<(string, int[], double[][])>())
        );
    }

    [Theory]
    [InlineData(20, "lines+markers")]
    [InlineData(21, "lines")]
    public void A_curve_of_few_points_marks_them(int points, string mode)
    {
        double[] values = [.. Enumerable.Range(0, points).Select(i => (double)i), double.NaN];
        Assert.Equal(mode, (string?)ChartJson.Data(Plot.Line(values))[0]!["mode"]);
    }

    [Fact]
    public void A_staircase_does_not_end_in_the_next_step()
    {
        int[] steps = [0, 1, 2, 3, 4];
        double[] rates = [0.1, 0.1, 0.05, 0.05, 0.025];
        JsonNode trace = ChartJson.Data(Plot.Steps([("step decay", steps, rates)]))[0]!;
        Assert.Equal([0.1, 0.1, 0.05, 0.05, 0.05], Values(trace["y"]!));
        Assert.Equal("hv", (string?)trace["line"]!["shape"]);
        Assert.Single(ChartJson.Data(Plot.Steps([("one", (int[])[0], (double[])[1])])));
    }

    [Fact]
    public void Counts_on_a_logarithmic_axis_begin_at_a_half_whatever_the_order_of_calls()
    {
        double[] values = [.. Enumerable.Repeat(0.1, 1000), 0.9];
        GenericChart figure = Plot.Histogram(values, 2, (0, 1)).YAxis("count", log: true);
        AssertRange(figure, "yaxis", 0.5, 1250);
        GenericChart panels = Plot.Panels(
            [figure, Plot.Histogram(values.Take(50), 2, (0, 1)).YAxis("count", log: true)],
            sharedY: true
        );
        AssertRange(panels, "yaxis", 0.5, 1250);
        AssertRange(panels, "yaxis2", 0.5, 1250);
        AssertRange(Plot.Bar(["a", "b"], [0.004, 2]).YAxis("s", log: true), "yaxis", 0.002, 2.5);
        AssertRange(
            Plot.Histogram(values, 2, (0, 1)).YAxis("count", log: true, range: (1, 100)),
            "yaxis",
            1,
            100
        );
    }

    [Fact]
    public void A_histogram_says_how_many_values_it_leaves_out()
    {
        double[] values = [-1, 0.2, 0.3, 0.4, 7, double.NaN];
        GenericChart figure = Plot.Histogram(values, 3, (0, 1));
        Assert.Equal("2 values outside<br>1 NaN or infinite", Note(figure));
        Assert.Null(ChartJson.Layout(Plot.Histogram(values[1..4], 3, (0, 1)))["annotations"]);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // As German has it; the cultures themselves are not there when tests run.
            CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = german;
            double[] many = [0.5, .. Enumerable.Repeat(2.0, 1234)];
            Assert.Equal("1,234 values outside", Note(Plot.Histogram(many, 3, (0, 1))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string Note(GenericChart figure) =>
            (string)ChartJson.Layout(figure)["annotations"]![0]!["text"]!;
    }

    [Fact]
    public void One_large_weight_does_not_set_the_colours_of_all()
    {
        double[] weights = Numbers(s_reference, "weights");
        double end = s_reference.GetProperty("percentile98").GetDouble();
        JsonNode bar = ChartJson.Data(Plot.ImageGrid([weights], 20, 25))[^1]!["marker"]!;
        // Of two significant digits, so that its labels are short.
        Assert.InRange((double)bar["cmax"]!, end * 0.95, end * 1.05);
        Assert.Equal(-(double)bar["cmax"]!, (double)bar["cmin"]!);
        Assert.StartsWith(
            "≥ ",
            (string?)bar["colorbar"]!["ticktext"]![4],
            StringComparison.Ordinal
        );
        double[] sparse = [-3, .. new double[399]];
        Assert.Equal(
            3,
            (double)ChartJson.Data(Plot.ImageGrid([sparse], 20, 20))[^1]!["marker"]!["cmax"]!
        );
    }

    [Fact]
    public void With_scales_of_their_own_images_that_differ_by_a_factor_look_alike()
    {
        double[] image = [-1, 0, 0.5, 1];
        double[][] both = [image, [.. image.Select(value => value / 1000)]];
        double[][] twice = [image, image];
        Assert.Equal(
            (string?)ChartJson.Data(Plot.ImageGrid(twice, 2, 2, ownScales: true))[0]!["source"],
            (string?)ChartJson.Data(Plot.ImageGrid(both, 2, 2, ownScales: true))[0]!["source"]
        );
        Assert.NotEqual(
            (string?)ChartJson.Data(Plot.ImageGrid(twice, 2, 2))[0]!["source"],
            (string?)ChartJson.Data(Plot.ImageGrid(both, 2, 2))[0]!["source"]
        );
    }

    [Fact]
    public void Rows_of_images_must_be_equally_long()
    {
        double[][] three =
        [
            [1],
            [1],
            [1],
        ];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Plot.ImageRows([("original", three), ("result", three[..2])], new ImageShape(1, 1))
        );
        Assert.Contains("Row 'result' has 2 images", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            Plot.ImageRows(Array.Empty<(string, double[][])>(), new ImageShape(1, 1))
        );
    }

    [Fact]
    public void A_confusion_matrix_counts_each_answer_once()
    {
        GenericChart figure = Plot.Confusion([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 0, 0]);
        Assert.Equal(
            "[[1,null,null],[null,1,null],[null,null,1]]",
            ChartJson.Data(figure)[0]!["z"]!.ToJsonString()
        );
        Assert.Equal(
            "[[null,1,0],[0,null,0],[2,0,null]]",
            ChartJson.Data(figure)[1]!["z"]!.ToJsonString()
        );
        Assert.Throws<ArgumentException>(() => Plot.Confusion([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => Plot.Confusion([0, 2], [0, 1], ["a", "b"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Confusion([0, -1], [0, 1]));
        Assert.Single(ChartJson.Data(Plot.Confusion([0], [0])));
    }

    [Fact]
    public void A_history_shows_loss_and_accuracy_of_training_and_validation()
    {
        EpochReport[] reports =
        [
            new(0, 0, 0.1, new Evaluation(2.3, 0.1), new Evaluation(2.4, 0.09)),
            new(1, 2, 0.1, new Evaluation(1.3, 0.5), new Evaluation(1.4, 0.4)),
        ];
        GenericChart figure = Plot.History(new TrainingHistory([2.3, 1.8], reports));
        (string? Name, double[] Y)[] drawn =
        [
            .. ChartJson
                .Data(figure)
                .Select(trace => ((string?)trace!["name"], Values(trace["y"]!))),
        ];
        Assert.Equal(
            ["mini-batches", "mini-batches", "training", "validation", "training", "validation"],
            drawn.Select(trace => trace.Name)
        );
        Assert.Equal([2.4, 1.4], drawn[3].Y);
        Assert.Equal([0.09, 0.4], drawn[5].Y);
        // Two updates an epoch.
        Assert.Equal([0.5, 1], Values(ChartJson.Data(figure)[0]!["x"]!));

        GenericChart bare = Plot.History(new TrainingHistory([2.3, double.NaN], []));
        Assert.Equal([1, 2], Values(ChartJson.Data(bare)[0]!["x"]!));
        Assert.Throws<ArgumentException>(() => Plot.History(new TrainingHistory([double.NaN], [])));
    }

    [Fact]
    public void A_slider_changes_what_depends_on_its_parameter()
    {
        GenericChart figure = Plot.Slider(
            [0.5, 0.25],
            h => Plot.Line([h, 1]).VerticalLine(h),
            "h = "
        );
        Assert.Equal(
            ["0.5", "0.25"],
            figure.ToJson()["frames"]!.AsArray().Select(frame => (string?)frame!["name"])
        );
        Assert.Equal(0.5, (double)figure.ToJson()["frames"]![0]!["layout"]!["shapes"]![0]!["x0"]!);
        Assert.Null(ChartJson.Layout(figure)["updatemenus"]);
        Assert.Throws<ArgumentException>(() => Plot.Slider([1], _ => Plot.Line([1.0, 2.0])));
    }

    [Fact]
    public void A_curve_that_grows_is_drawn_in_one_way_all_along()
    {
        GenericChart figure = Plot.Slider([5, 50], n => Plot.Line(Enumerable.Range(0, n)));
        Assert.Equal("lines", (string?)figure.ToJson()["frames"]![0]!["data"]![0]!["mode"]);
    }

    [Fact]
    public void No_two_optimizers_share_a_colour_or_a_dash()
    {
        string[] names =
        [
            "SGD",
            "Momentum",
            "Nesterov",
            "AdaGrad",
            "RMSProp",
            "AdaDelta",
            "Adam",
            "AdamW",
        ];
        Assert.Equal(8, names.Select(Theme.ColorOf).Distinct().Count());
        Assert.Equal(8, names.Select(Theme.DashOf).Distinct().Count());
        string[] sets = ["training", "validation", "test"];
        Assert.Equal(3, sets.Select(Theme.ColorOf).Distinct().Count());
        Assert.Equal(3, sets.Select(Theme.DashOf).Distinct().Count());
    }

    private static void AssertRange(GenericChart figure, string axis, double from, double to)
    {
        JsonNode range = figure.ToJson()["layout"]![axis]!["range"]!;
        Assert.Equal(Math.Log10(from), (double)range[0]!, 1e-4);
        Assert.Equal(Math.Log10(to), (double)range[1]!, 1e-4);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]))
            {
                Assert.Equal(double.NaN, actual[i]);
            }
            else
            {
                Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
            }
        }
    }

    private static double[] Numbers(JsonElement owner, string property) =>
        Numbers(owner.GetProperty(property));

    private static double[] Numbers(JsonElement array) =>
        [
            .. array
                .EnumerateArray()
                .Select(value =>
                    value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble()
                ),
        ];

    private static double[] Values(JsonNode array) =>
        [
            .. array
                .AsArray()
                .Select(value =>
                    value is null
                        ? double.NaN
                        : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
                ),
        ];
}
