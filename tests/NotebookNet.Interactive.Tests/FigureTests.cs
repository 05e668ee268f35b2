using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Tests;

public sealed class FigureTests
{
    [Fact]
    public void Set_reaches_any_attribute_by_its_path()
    {
        Figure figure = Chart
            .Line([1.0, 2.0])
            .Set("layout.xaxis.title.text", "epoch")
            .Set("data[0].line.color", "red")
            .Set("layout.shapes[0].x0", 3);
        JsonObject json = figure.ToJson();
        Assert.Equal("epoch", (string?)json["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal("red", (string?)json["data"]![0]!["line"]!["color"]);
        Assert.Equal(3, (int)json["layout"]!["shapes"]![0]!["x0"]!);
    }

    [Theory]
    [InlineData("xaxis.title")]
    [InlineData("layout")]
    [InlineData("layout.a[")]
    [InlineData("layout..a")]
    [InlineData("data[5].line")]
    public void Set_refuses_a_path_that_names_no_place(string path)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Chart.Line([1.0, 2.0]).Set(path, 1)
        );
        Assert.Contains(path, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_differ_are_both_named()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Chart.Lines([("train", new[] { 1, 2, 3 }, new[] { 1.0, 2.0 })])
        );
        Assert.Contains(
            "x has 3 values and y has 2 of 'train'",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_value_that_is_not_finite_leaves_a_gap()
    {
        JsonNode y = Chart.Line([1.0, double.NaN, double.PositiveInfinity, 4.0]).Data[0]!["y"]!;
        Assert.Equal("[1,null,null,4]", y.ToJsonString());
    }

    [Fact]
    public void Values_of_which_none_is_finite_are_refused()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Chart.Line([double.NaN, double.NaN])
        );
        Assert.Contains("None of the 2 values is finite", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_says_what_it_is()
    {
        Figure figure = Chart
            .Lines([("train", new[] { 0.5, 0.6 }), ("test", new[] { 0.4, 0.5 })])
            .Titled("Both rise");
        Assert.Equal(
            "Both rise\n  line 'train': 2 values\n  line 'test': 2 values",
            figure.ToString()
        );
    }
}
