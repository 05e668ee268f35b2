using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

public sealed class FigureTests
{
    [Fact]
    public void Lengths_that_differ_are_both_named()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Plot.Lines([("train", new[] { 1, 2, 3 }, new[] { 1.0, 2.0 })])
        );
        Assert.Contains(
            "x has 3 values and y has 2 of 'train'",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_logarithmic_axis_of_few_decades_writes_its_numbers_out()
    {
        JsonNode few = Axis(Plot.Line([0.15, 3]).YAxis("loss", log: true));
        Assert.Equal("D2", (string?)few["dtick"]);
        Assert.Equal("~g", (string?)few["tickformat"]);

        JsonNode many = Axis(Plot.Line([1e-6, 3]).YAxis("loss", log: true));
        Assert.Equal(1, (int)many["dtick"]!);
        Assert.Null(many["tickformat"]);

        JsonNode own = Axis(
            Plot.Line([0.15, 3]).YAxis("loss", log: true).Set("yaxis.tickformat", ".1f")
        );
        Assert.Equal(".1f", (string?)own["tickformat"]);

        static JsonNode Axis(GenericChart figure) => figure.ToJson()["layout"]!["yaxis"]!;
    }

    [Fact]
    public void A_value_that_is_not_finite_leaves_a_gap()
    {
        JsonNode y = ChartJson.Data(Plot.Line([1.0, double.NaN, double.PositiveInfinity, 4.0]))[0]![
            "y"
        ]!;
        Assert.Equal("[1,null,null,4]", y.ToJsonString());
    }

    [Fact]
    public void Values_of_which_none_is_finite_are_refused()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Plot.Line([double.NaN, double.NaN])
        );
        Assert.Contains("None of the 2 values is finite", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_says_what_it_is()
    {
        GenericChart figure = Plot.Lines([
                ("train", new[] { 0.5, 0.6 }),
                ("test", new[] { 0.4, 0.5 }),
            ])
            .Titled("Both rise");
        Assert.Equal(
            "Both rise\n  line 'train': 2 values\n  line 'test': 2 values",
            ChartText.Of(figure)
        );
    }

    [Theory]
    [InlineData(0.123456789, 0.123457)]
    [InlineData(123456789, 123456789)]
    [InlineData(1e-12, 1e-12)]
    [InlineData(-98765.4321, -98765.4)]
    public void Numbers_keep_six_digits_and_whole_numbers_all(double value, double stored) =>
        Assert.Equal(stored, (double)ChartJson.Data(Plot.Line([value]))[0]!["y"]![0]!);

    [Fact]
    public void Values_that_differ_little_from_a_large_offset_stay_apart()
    {
        JsonNode y = ChartJson.Data(Plot.Line([1000000.01, 1000000.02, 1000000.03]))[0]!["y"]!;
        Assert.Equal("[1000000.01,1000000.02,1000000.03]", y.ToJsonString());
    }

    [Fact]
    public void Each_optimizer_has_one_colour_everywhere_and_none_shares_colour_and_dash()
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
        Assert.Equal(Theme.ColorOf("Adam"), Theme.ColorOf("adam, rate 0.01"));
        GenericChart reversed = Plot.Lines(
            names.Reverse().Select(name => (name, new[] { 1.0, 2.0 }))
        );
        Assert.All(
            reversed.ToJson()["data"]!.AsArray(),
            trace =>
                Assert.Equal(
                    Theme.ColorOf((string)trace!["name"]!),
                    (string?)trace["line"]!["color"]
                )
        );
    }

    [Fact]
    public void Lines_take_literals_of_mixed_types_and_results_of_queries()
    {
        int[] epochs = [0, 1, 2];
        List<double> train = [0.1, 0.2, 0.3];
        double[] test = [0.1, 0.1, 0.2];
        Assert.Equal(
            2,
            ChartJson.Data(Plot.Lines([("train", epochs, train), ("test", epochs, test)])).Count
        );
        Assert.Equal(
            2,
            ChartJson
                .Data(Plot.Lines(new[] { "a", "b" }.Select(name => (name, epochs, train))))
                .Count
        );
        Assert.Equal(2, ChartJson.Data(Plot.Smoothed([("SGD", epochs, train)], window: 3)).Count);
    }

    [Fact]
    public void A_histogram_counts_each_finite_value_once()
    {
        JsonNode y = ChartJson.Data(
            Plot.Histogram([0, 0.1, 0.5, 0.99, 1, double.NaN], bins: 2, range: (0, 1))
        )[0]!["y"]!;
        Assert.Equal("[2,3]", y.ToJsonString());
    }

    [Fact]
    public void An_optimizers_path_is_drawn_as_it_is()
    {
        IEnumerable<Vector<double>> points =
        [
            Vector<double>.Build.Dense([-7.0, 2.0]),
            Vector<double>.Build.Dense([-6.0, 1.0]),
        ];
        GenericChart figure = Plot.Contour((x, y) => x * y, (-8, 8), (-3, 3)).Path(points, "Adam");
        Assert.Equal("[-7,-6]", ChartJson.Data(figure)[1]!["x"]!.ToJsonString());
        Assert.Throws<ArgumentException>(() =>
            figure.Path([Vector<double>.Build.Dense(3)], "Adam")
        );
    }

    [Fact]
    public void Images_of_the_wrong_size_are_refused_by_number()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Plot.ImageGrid([new byte[784], new byte[783]], 28, 28)
        );
        Assert.Contains("Image 1 has 783 values", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            Plot.ImageGrid([new byte[784]], 28, 28, captions: ["a", "b"])
        );
        Assert.Throws<ArgumentException>(() => Plot.ImageGrid(Array.Empty<byte[]>(), 28, 28));
    }

    [Fact]
    public void An_animation_repeats_only_what_changes()
    {
        GenericChart still = Plot.Contour((x, y) => x * y, (-8, 8), (-3, 3));
        GenericChart animation = Plot.Animation(
            Enumerable
                .Range(1, 3)
                .Select(k =>
                    ($"{k}", still.Path(Enumerable.Range(0, k).Select(i => (i * 1.0, 0.0)), "SGD"))
                )
        );
        Assert.All(
            animation.ToJson()["frames"]!.AsArray(),
            frame => Assert.Equal("[1]", frame!["traces"]!.ToJsonString())
        );
        Assert.Equal(3, ChartJson.Data(animation)[1]!["x"]!.AsArray().Count);
    }

    [Fact]
    public void A_range_that_is_empty_or_not_positive_on_a_log_axis_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Plot.Line(Math.Sin, (1, 1)));
        Assert.Throws<ArgumentException>(() =>
            Plot.Line([1.0, 2.0]).YAxis("y", log: true, range: (0, 1))
        );
        Assert.Throws<ArgumentException>(() => Plot.Line([1.0, 2.0]).ZAxis("z"));
    }
}
