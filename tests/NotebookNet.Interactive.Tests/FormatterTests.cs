using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace NotebookNet.Interactive.Tests;

[Collection("session")]
public sealed class FormatterTests
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";
    private const string Plotly = "application/vnd.plotly.v1+json";

    public FormatterTests() => Notebook.Setup();

    [Fact]
    public void A_figure_shows_as_html_and_offers_its_json_and_its_text()
    {
        GenericChart figure = Plot.Line([1.0, 2.0], name: "SGD").Titled("Up");
        Assert.Equal([Html, Plain], Formatter.GetPreferredMimeTypesFor(typeof(GenericChart)));
        Assert.Equal("Up\n  line 'SGD': 2 values", figure.ToDisplayString(Plain));
        JsonNode json = JsonNode.Parse(figure.ToDisplayString(Plotly))!;
        Assert.Equal("[1,2]", json["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("#ffffff", (string?)json["layout"]!["template"]!["layout"]!["paper_bgcolor"]);
        Xml.Parse(figure.ToDisplayString(Html));
    }

    [Fact]
    public void A_chart_of_Plotly_NET_alone_shows_as_ours_do()
    {
        GenericChart chart = Chart.Point<double, double, string>([1, 2], [3, 4], Name: "a");
        Assert.Equal("Figure\n  points 'a': 2 values", chart.ToDisplayString(Plain));
        JsonNode json = JsonNode.Parse(chart.ToDisplayString(Plotly))!;
        Assert.Equal("[3,4]", json["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("#ffffff", (string?)json["layout"]!["template"]!["layout"]!["paper_bgcolor"]);
        Xml.Parse(chart.ToDisplayString(Html));
    }

    [Fact]
    public void The_text_of_a_figure_cannot_end_its_script()
    {
        string html = Plot.Line([1.0, 2.0], name: "]]></script><b>")
            .Titled("</script><script>alert(1)</script>")
            .ToDisplayString(Html);
        Assert.Single(Xml.Parse(html).Descendants("script"));
        Assert.Equal(
            html.IndexOf("</script>", StringComparison.Ordinal),
            html.LastIndexOf("</script>", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_value_shows_its_name_its_number_and_its_gradient_and_not_its_graph()
    {
        Value x = new(0.5, "x"),
            y = x;
        for (int i = 0; i < 1000; i++)
        {
            y *= 2;
        }

        Assert.Equal([Plain], Formatter.GetPreferredMimeTypesFor(typeof(Value)));
        Assert.Equal("x = 0.5, gradient 0", x.ToDisplayString(Plain));
        Assert.StartsWith("× = ", y.ToDisplayString(Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_matrix_shows_its_shape_and_all_values()
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1, -2.5 },
                { 1.0 / 3, 1e-9 },
            }
        );
        Assert.Equal("2×2 matrix\n      1   -2.5\n0.33333  1E-09", matrix.ToDisplayString(Plain));
        var table = Xml.Parse(matrix.ToDisplayString(Html));
        Assert.Equal(
            ["1", "-2.5", "0.33333", "1E-09"],
            table.Descendants("td").Select(cell => cell.Value)
        );
        Assert.All(table.Descendants("td"), cell => Assert.Null(cell.Attribute("style")));
        Assert.Contains("2×2", table.Value, StringComparison.Ordinal);
        Assert.Equal([Html, Plain], Formatter.GetPreferredMimeTypesFor(matrix.GetType()).Order());
    }

    [Fact]
    public void A_large_matrix_shows_a_corner()
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(784, 50, (i, j) => (100 * i) + j);
        string text = matrix.ToDisplayString(Plain);
        Assert.StartsWith("784×50 matrix\n", text, StringComparison.Ordinal);
        Assert.Equal(10, text.Split('\n').Length);
        Assert.Contains("…", text, StringComparison.Ordinal);
        Assert.Contains("707", text, StringComparison.Ordinal);
        Assert.DoesNotContain("808", text, StringComparison.Ordinal);
        Xml.Parse(matrix.ToDisplayString(Html));
    }

    [Fact]
    public void A_vector_shows_its_length_and_first_values()
    {
        Assert.Equal(
            "vector of 3\n1  2  3",
            Vector<double>.Build.Dense([1, 2, 3]).ToDisplayString(Plain)
        );
        string html = Vector<double>.Build.Dense(1000, i => i).ToDisplayString(Html);
        Assert.Contains("vector of 1000", html, StringComparison.Ordinal);
        Assert.Equal(13, Xml.Parse(html).Descendants("td").Count());
    }

    [Fact]
    public void A_network_shows_as_a_table_of_its_layers()
    {
        Network network = new(
            784,
            [
                new Affine(784, 50, Initializer.He, new Random(1)),
                new ReLU(),
                new Affine(50, 10, Initializer.He, new Random(2)),
            ],
            new SoftmaxCrossEntropy()
        );
        var table = Xml.Parse(network.ToDisplayString(Html));
        string[] cells = [.. table.Descendants("td").Select(cell => cell.Value)];
        Assert.Equal(
            ["Affine 784 → 50", "50", "39250", "ReLU", "50", "0", "Affine 50 → 10", "10", "510"],
            cells
        );
        // 784·50 + 50 + 50·10 + 10.
        Assert.Contains("39760 parameters", table.Value, StringComparison.Ordinal);
        Assert.Equal(network.ToString(), network.ToDisplayString(Plain));
    }

    [Fact]
    public void A_layer_named_script_shows_as_text()
    {
        Network network = new(
            2,
            [new Named("<script>alert(1)</script> & more")],
            new SoftmaxCrossEntropy()
        );
        var table = Xml.Parse(network.ToDisplayString(Html));
        Assert.Empty(table.Descendants("script"));
        Assert.Contains(
            "<script>alert(1)</script> & more",
            table.Descendants("td").Select(cell => cell.Value)
        );
    }

    [Fact]
    public void A_training_history_shows_as_a_chart_of_loss_and_accuracy()
    {
        TrainingHistory history = new(
            [2.3, 1.2, 0.8, 0.5],
            [
                new EpochReport(0, 0, 0.1, new Evaluation(2.3, 0.1), new Evaluation(2.3, 0.12)),
                new EpochReport(1, 4, 0.1, new Evaluation(0.5, 0.9), new Evaluation(0.6, 0.8)),
            ]
        );
        JsonNode json = JsonNode.Parse(history.ToDisplayString(Plotly))!;
        string?[] names = [.. json["data"]!.AsArray().Select(trace => (string?)trace!["name"])];
        Assert.Contains("training", names);
        Assert.Contains("validation", names);
        Xml.Parse(history.ToDisplayString(Html));
        Assert.StartsWith(
            "Training history",
            history.ToDisplayString(Plain),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_gradient_check_shows_as_a_table_with_what_fails_marked()
    {
        GradientEntry good = new(0, 1, 0.5, 0.5, 1e-11, 2e-11);
        GradientEntry bad = new(3, 4, 0.5, 0.6, 0.1, 0.1666);
        GradientCheckReport report = new(
            [
                new ParameterCheck("1 <Affine>", "weight", [good]),
                new ParameterCheck("2 Affine", "bias", [bad]),
            ],
            2.3,
            1e-5,
            1e-7,
            1e-3,
            2,
            null
        );
        var table = Xml.Parse(report.ToDisplayString(Html));
        Assert.Equal(2, table.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Contains("FAILED", table.Value, StringComparison.Ordinal);
        Assert.Contains("1 <Affine>", table.Descendants("td").Select(cell => cell.Value));
        Assert.Equal(
            ["", "✗"],
            table
                .Descendants("tbody")
                .Single()
                .Elements("tr")
                .Select(row => row.Elements("td").Last().Value)
        );
    }

    [Fact]
    public void Search_results_show_as_a_table_with_the_best_trial_first()
    {
        SearchSpace space = new() { ["<rate>"] = SearchRange.Uniform(0, 1) };
        SearchResults results = space.RandomSearch(
            trials: 30,
            trial =>
                trial.Index == 7
                    ? throw new TrainingDivergedException(
                        epoch: 1,
                        step: 2,
                        learningRate: 0.1,
                        loss: double.NaN,
                        new TrainingHistory([], [])
                    )
                    : trial["<rate>"],
            seed: 1
        );
        var table = Xml.Parse(results.ToDisplayString(Html));
        Assert.Equal("<rate>", table.Descendants("th").Last().Value);
        Assert.Equal(20, table.Descendants("tbody").Single().Elements("tr").Count());
        string largest = results
            .Values("<rate>")
            .Where((_, i) => i != 7)
            .Max()
            .ToString("0.0000", CultureInfo.InvariantCulture);
        Assert.Equal(largest, table.Descendants("td").ElementAt(1).Value);
        Assert.Contains(
            "30 trials, the best 20; 1 failed, trial 7: Training diverged in epoch 1, step 2",
            table.Value,
            StringComparison.Ordinal
        );
        Assert.Equal(results.ToString(), results.ToDisplayString(Plain));
    }

    [Fact]
    public void A_table_shows_as_html_and_as_text()
    {
        Table table = new Table("<optimizer>", "loss")
        {
            { "SGD & co", 0.5 },
            { null, double.NaN },
        }.Titled("1 < 2");
        Assert.Equal([Html, Plain], Formatter.GetPreferredMimeTypesFor(typeof(Table)).Order());
        Assert.Equal(table.ToString(), table.ToDisplayString(Plain));
        var html = Xml.Parse(table.ToDisplayString(Html));
        Assert.Equal("1 < 2", html.Descendants("caption").Single().Value);
        Assert.Equal(["<optimizer>", "loss"], html.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(
            [("SGD & co", true), ("0.5", false), ("", true), ("NaN", false)],
            html.Descendants("td").Select(cell => (cell.Value, cell.Attribute("style") is not null))
        );
    }

    [Fact]
    public void A_long_table_shows_how_many_rows_are_left_out()
    {
        Table table = Table.Of(Enumerable.Range(0, 100), ("i", i => i), ("i²", i => i * i));
        string html = table.ToDisplayString(Html);
        var rows = Xml.Parse(html).Descendants("tbody").Single().Elements("tr").ToArray();
        Assert.Equal(21, rows.Length);
        Assert.Equal("… 80 more rows …", rows[10].Value);
        Assert.Equal("2", (string?)rows[10].Element("td")!.Attribute("colspan"));
        // The styles of the whole table take less than a fixed amount, whatever its length.
        Assert.True(html.Length < 400 + table.ToString().Length + 20 * 30, html);
    }

    [Fact]
    public void A_list_of_tables_shows_each_as_a_table()
    {
        string html = new[]
        {
            new Table("a") { 1 },
            new Table("b") { 2 },
        }.ToDisplayString(Html);
        Assert.Contains("<th>a</th>", html, StringComparison.Ordinal);
        Assert.Contains("<th>b</th>", html, StringComparison.Ordinal);
    }

    private sealed class Named(string name) : ILayer
    {
        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;

        public override string ToString() => name;
    }
}
