using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>A small figure of each helper and of each call on a figure, whose JSON is in reference/figures.json.</summary>
internal static class ReferenceFigures
{
    private static readonly double[] s_x = [0.1, 0.2, 0.5, 1];
    private static readonly double[] s_y = [1e-6, 3, double.NaN, 1 / 3.0];
    private static readonly double[] s_z = [4, 2, 1, 0.5];

    public static IReadOnlyDictionary<string, Func<GenericChart>> All { get; } =
        new Dictionary<string, Func<GenericChart>>
        {
            ["Line of x and y"] = () => Plot.Line(s_x, s_y, name: "SGD"),
            ["Line of y"] = () => Plot.Line(s_y),
            ["Line of y, whole numbers"] = () => Plot.Line([3, 1, 2]),
            ["Line of a function"] = () => Plot.Line(Math.Sin, (0, 3), name: "sin", points: 25),
            ["Line of many values"] = () =>
                Plot.Line(Enumerable.Range(0, 600).Select(i => Math.Sin(i * i))).Size(100, 100),
            ["Lines of x and y"] = () => Plot.Lines([("a", s_x, s_y), ("b", s_x, s_z)]),
            ["Lines of y"] = () => Plot.Lines([("Adam", s_y), ("b", s_z), ("test", s_z)]),
            ["Steps"] = () => Plot.Steps([("rate", s_x, s_z), ("other", s_x, s_y)]),
            ["Guide"] = () => Plot.Guide(t => t * t, (0.1, 10), "∝ h²"),
            ["Guide beyond 0"] = () => Plot.Guide(t => t, (-1, 1), "slope 1"),
            ["Scatter"] = () => Plot.Scatter(s_x, s_y, name: "data"),
            ["Scatter with colors"] = () =>
                Plot.Scatter(s_x, s_z, color: [1, 2, 3, 4.5], colorTitle: "accuracy"),
            ["Scatters"] = () => Plot.Scatters([("0", s_x, s_y), ("1", s_z, s_x)]),
            ["Histogram"] = () =>
                Plot.Histogram([0.1, 0.2, 0.25, 0.9, 7, double.NaN], 4, (0, 1), "activation"),
            ["Histogram of all values"] = () => Plot.Histogram([1, 2, 2, 3, 3, 3], bins: 3),
            ["Histogram of one value"] = () => Plot.Histogram([5, 5], bins: 2),
            ["Bar"] = () => Plot.Bar(["a", "b"], [1, 2.5], name: "count"),
            ["Bar over numbers"] = () => Plot.Bar([0, 1, 2], [4, 5, 6]),
            ["Bars"] = () => Plot.Bars([1, 10], [("train", (double[])[1, 2]), ("test", [3, 4])]),
            ["Contour"] = () =>
                Plot.Contour((x, y) => (x * x) + y, (-2, 2), (-1, 1), points: 4, levels: 5),
            ["Surface"] = () => Plot.Surface((x, y) => x / y, (-2, 2), (1, 3), points: 3),
            ["Heatmap"] = () =>
                Plot.Heatmap(
                    Cells([
                        [1, 2],
                        [3, 4],
                    ]),
                    ["a", "b"],
                    ["c", "d"],
                    "d",
                    "count"
                ),
            ["Heatmap of both signs"] = () =>
                Plot.Heatmap(
                    Cells([
                        [1, -2],
                        [double.NaN, 4],
                    ])
                ),
            ["Confusion"] = () => Plot.Confusion([0, 0, 1, 2, 2], [0, 1, 1, 2, 0]),
            ["Confusion with names"] = () => Plot.Confusion([0, 1], [0, 0], ["cat", "dog"]),
            ["Quiver of a field"] = () =>
                Plot.Quiver((x, y) => (-x, 2 * y), (-1, 1), (0, 2), points: 3, name: "field"),
            ["Quiver of arrows"] = () =>
                Plot.Quiver([3, 0, 3], [4, 2, 0], [-6, 0, -6], [-8, -4, 0], sameLength: true),
            ["Box"] = () =>
                Plot.Box([
                    ("few", (double[])[1, 2, 9]),
                    ("many", [.. Enumerable.Range(0, 25).Select(i => i / 3.0)]),
                ]),
            ["Smoothed"] = () =>
                Plot.Smoothed(
                    [("SGD", Enumerable.Range(0, 12), Enumerable.Range(0, 12).Select(i => i % 3))],
                    window: 5
                ),
            ["Bands"] = () => Plot.Bands([("SGD", s_x, Runs()), ("Adam", s_x, Runs(2))]),
            ["Bands of deviations"] = () =>
                Plot.Bands([("SGD", s_x, Runs())], window: 3, deviation: true),
            ["History"] = () =>
                Plot.History(
                    new TrainingHistory(
                        [2.3, 1.8, 1.7, 1.5],
                        [
                            new(0, 0, 0.1, new Evaluation(2.3, 0.1), new Evaluation(2.4, 0.09)),
                            new(1, 2, 0.1, new Evaluation(1.3, 0.5), new Evaluation(1.4, 0.4)),
                        ]
                    )
                ),
            ["Image of bytes"] = () => Plot.Image([0, 50, 100, 200, 250, 255], 2, 3, "six"),
            ["Image of numbers"] = () =>
                Plot.Image(
                    Cells([
                        [0, 0.5],
                        [1, 0.25],
                    ]),
                    range: (0, 1)
                ),
            ["ImageGrid of bytes"] = () =>
                Plot.ImageGrid([new byte[4], [1, 2, 3, 4], [9, 9, 9, 9]], 2, 2, ["a", "b", "c"], 2),
            ["ImageGrid of numbers"] = () =>
                Plot.ImageGrid([s_x, s_z], 2, 2, captions: ["a", "b"], columns: 1),
            ["ImageGrid of both signs"] = () =>
                Plot.ImageGrid(
                    Cells([
                        [-1, 0.5, 0, 2],
                        [3, 4, -5, 6],
                    ]),
                    2,
                    2
                ),
            ["ImageGrid with scales of their own"] = () =>
                Plot.ImageGrid(
                    Cells([
                        [-1, 0.5, 0, 2],
                        [3, 4, -5, 6],
                    ]),
                    2,
                    2,
                    ownScales: true
                ),
            ["ImageGrid in color"] = () =>
                Plot.ImageGrid(
                    [
                        [0, 0.5, 1, 1, 0.2, 0],
                    ],
                    new ImageShape(1, 2, 3),
                    range: (0, 0.8)
                ),
            ["ImageRows"] = () =>
                Plot.ImageRows(
                    [("original", (double[][])[s_x, s_z]), ("result", [s_z, s_x])],
                    new ImageShape(2, 2)
                ),
            ["Panels"] = () =>
                Plot.Panels(
                        [
                            Plot.Lines([("a", s_x, s_y), ("b", s_x, s_z)])
                                .Titled("One panel")
                                .XAxis("h", log: true)
                                .YAxis("error")
                                .VerticalLine(0.5, "half"),
                            Plot.Contour((x, y) => x * y, (0, 1), (0, 1), points: 3)
                                .Path([(0, 0), (1, 1)], "a"),
                            Plot.Surface((x, y) => x * y, (0, 1), (0, 1), points: 2).Titled("Up"),
                            Plot.Image(new byte[4], 2, 2).Titled("Black"),
                            Plot.Histogram(s_x, bins: 2).Note(0.5, 1, "here"),
                        ],
                        columns: 2
                    )
                    .Titled("Five of a kind"),
            ["Panels with shared axes"] = () =>
                Plot.Panels(
                    [Plot.Line(s_z).XAxis("x").YAxis("y"), Plot.Line(s_x).XAxis("x").YAxis("y")],
                    sharedX: true,
                    sharedY: true
                ),
            ["Animation"] = () =>
                Plot.Animation(
                    Enumerable
                        .Range(1, 3)
                        .Select(k =>
                            (
                                $"{k}",
                                Plot.Contour((x, y) => x * y, (0, 3), (0, 3), points: 3)
                                    .Path(Enumerable.Range(0, k).Select(i => (i * 1.0, 1.5)), "SGD")
                                    .Titled($"After {k}")
                            )
                        ),
                    prefix: "step ",
                    milliseconds: 50
                ),
            ["Slider"] = () =>
                Plot.Slider([10, 0.5], h => Plot.Line([h, 2 * h, 3 * h]).HorizontalLine(h), "h = ")
                    .Size(500, 300)
                    .XAxis("step"),
            ["Titled"] = () =>
                Plot.Line(s_x)
                    .Titled(
                        "A title that is so long that it has to be broken into lines, since no figure of this width can hold it"
                    ),
            ["Size"] = () => Plot.Line(s_x).Size(800, 333),
            ["XAxis and YAxis"] = () =>
                Plot.Line(s_x, s_z)
                    .XAxis("h", log: true, range: (0.01, 10))
                    .YAxis("error", range: (0, 1)),
            ["logarithmic axis"] = () => Plot.Line(s_z).YAxis("loss", log: true),
            ["logarithmic bars"] = () => Plot.Histogram(s_x, 2).YAxis("count", log: true),
            ["ZAxis"] = () =>
                Plot.Surface((x, y) => x + y, (0, 1), (0, 1), points: 2)
                    .XAxis("first", log: true)
                    .ZAxis("height", range: (0, 3)),
            ["With"] = () =>
                Plot.Scatter(s_x, s_z, name: "data")
                    .HorizontalLine(1)
                    .With(Plot.Line(s_x, s_z, name: "fit").Note(0.5, 1, "fits").VerticalLine(0.2)),
            ["HorizontalLine and VerticalLine"] = () =>
                Plot.Line(s_x, s_z)
                    .HorizontalLine(0.98, "target")
                    .VerticalLine(1e-4, "h")
                    .XAxis("h", log: true),
            ["Path of points"] = () =>
                Plot.Contour((x, y) => x * y, (0, 3), (0, 3), points: 3)
                    .Path([(1, 1), (2, 1.5)], "Momentum"),
            ["Path of vectors"] = () =>
                Plot.Line(s_x)
                    .Path([Vector<double>.Build.Dense([1, 2]), Vector<double>.Build.Dense(2)], "p"),
            ["Path of x and y"] = () => Plot.Line(s_x).Path(s_x, s_y, "Adam"),
            ["Note"] = () =>
                Plot.Line(s_x, s_z).Note(0.5, 1.23456789, "here").YAxis("y", log: true),
            // What cells set by plotly's paths before these calls were there.
            ["Styled series"] = () =>
                Plot.Lines([("true curve", s_z), ("a", s_x)])
                    .Styled("true curve", color: "#888888", dash: "dot"),
            ["Styled marks"] = () => Plot.Line(s_x).Styled(marks: false),
            ["Styled symbols"] = () =>
                Plot.Scatter(s_x, s_z)
                    .Styled(
                        color: "#f0f0f0",
                        symbol: "diamond",
                        size: 11,
                        outline: 1.5,
                        outlineColor: "#555555"
                    ),
            ["ErrorBars"] = () =>
                Plot.Bars(["a", "b"], [("train", (double[])[1, 2]), ("test", [3, 4])])
                    .ErrorBars([0.1, 0.2])
                    .ErrorBars([0.5, 1], [0.25, 0.75], series: "test"),
            ["Texts and NoAxes"] = () =>
                Plot.Scatter(s_x, s_z, size: [10, 20, 30, 40])
                    .Texts(
                        ["a", "b", "c", "d"],
                        ["top left", "top left", "bottom left", "middle left"],
                        16
                    )
                    .NoAxes((0, 2), (-1, 5)),
            ["Arrow and Label"] = () =>
                Plot.Line(s_x)
                    .Arrow((0, 0), (1 / 3.0, 4), color: "#0072B2", width: 2.5)
                    .Label(2, 1 / 3.0, "area", color: "#D55E00", size: 16),
            ["EqualAxes"] = () =>
                Plot.Contour((x, y) => x * y, (0, 3), (0, 3), points: 3).EqualAxes(),
            ["ticks"] = () => Plot.Line(s_x, s_z).XAxis("size", log: true, ticks: [1, 4, 16]),
            ["colors between ends"] = () =>
                Plot.Scatter(s_x, s_z, color: [1, 2, 3, 4.5], colorRange: (0.05, 0.95)),
            ["Scatter over names"] = () => Plot.Scatter(["SGD", "SGD", "Adam", "He"], s_z, "seeds"),
        };

    private static Matrix<double> Cells(double[][] rows) => Matrix<double>.Build.DenseOfRows(rows);

    private static double[][] Runs(double scale = 1) =>
        [
            [.. s_z.Select(value => scale * value)],
            [.. s_x.Select(value => scale * value)],
            [1, 2, double.NaN, 0.25],
        ];
}
