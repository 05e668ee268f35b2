using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>One figure of each kind and of each way to combine them, as a chapter would make it.</summary>
internal static class FigureKinds
{
    private static readonly double[] s_steps = [.. Enumerable.Range(0, 200).Select(i => (double)i)];

    private static readonly double[] s_rates =
    [
        .. Enumerable.Range(-6, 8).Select(k => Math.Pow(10, k / 2.0)),
    ];

    public static IReadOnlyDictionary<string, Func<GenericChart>> All { get; } =
        new Dictionary<string, Func<GenericChart>>
        {
            ["line"] = () =>
                Plot.Line(s_steps, Noisy(1, 0.02), name: "SGD")
                    .Titled("The loss falls quickly, then slowly")
                    .XAxis("iteration")
                    .YAxis("loss", log: true),
            ["lines"] = () =>
                Plot.Lines([
                        ("train accuracy", Enumerable.Range(0, 17), Rising(0.97)),
                        ("test accuracy", Enumerable.Range(0, 17), Rising(0.95)),
                    ])
                    .Titled(
                        "Training and test accuracy rise together: this network does not overfit, and a long title is wrapped"
                    )
                    .XAxis("epoch")
                    .YAxis("accuracy", range: (0, 1))
                    .HorizontalLine(0.94, "target 0.94")
                    .VerticalLine(4, "best epoch"),
            ["optimizers"] = () =>
                Plot.Lines(
                        new[]
                        {
                            "SGD",
                            "Momentum",
                            "Nesterov",
                            "AdaGrad",
                            "RMSProp",
                            "AdaDelta",
                            "Adam",
                            "AdamW",
                        }.Select(
                            (name, k) => (name, s_steps, Noisy(k + 1, 0.01 + (0.004 * k), noise: 0))
                        )
                    )
                    .Titled("Eight optimizers on one problem")
                    .XAxis("iteration")
                    .YAxis("loss"),
            ["smoothed"] = () =>
                Plot.Smoothed(
                        [("SGD", s_steps, Noisy(1, 0.01)), ("Adam", s_steps, Noisy(2, 0.03))],
                        window: 20
                    )
                    .Titled("Raw loss and its moving average over 20 steps")
                    .XAxis("iteration")
                    .YAxis("loss"),
            ["loglog"] = () =>
                Plot.Lines([
                        ("forward difference", H(), H().Select(h => h + (1e-16 / h)).ToArray()),
                        (
                            "central difference",
                            H(),
                            H().Select(h => (h * h) + (1e-16 / h)).ToArray()
                        ),
                    ])
                    .Titled("The error falls with h until rounding takes over")
                    .XAxis("h", log: true)
                    .YAxis("absolute error", log: true)
                    .Note(1e-5, 1.1e-10, "best h ≈ 1e-5"),
            ["function"] = () =>
                Plot.Line(x => (0.01 * x * x) + (0.1 * x), (0, 20))
                    .Titled("f(x) = 0.01x² + 0.1x")
                    .XAxis("x")
                    .YAxis("f(x)"),
            ["scatter"] = () =>
                Plot.Scatter(
                        Rates(),
                        Rates().Reverse(),
                        color: [.. Enumerable.Range(0, 40).Select(i => i / 40.0)],
                        colorTitle: "validation accuracy"
                    )
                    .Titled("Only the learning rate matters")
                    .XAxis("learning rate", log: true)
                    .YAxis("weight decay", log: true),
            ["scatters"] = () =>
                Plot.Scatters([
                        ("class 0", s_steps, Noisy(1, 0)),
                        ("class 1", s_steps, Noisy(2, 0.001)),
                        ("class 2", s_steps, Noisy(3, 0.002)),
                    ])
                    .Titled("Three classes")
                    .XAxis("x₀")
                    .YAxis("x₁"),
            ["histogram"] = () =>
                Plot.Histogram(Normal(7, 5000), bins: 40)
                    .Titled("5 000 normal numbers")
                    .XAxis("value")
                    .YAxis("count"),
            ["bar"] = () =>
                Plot.Bar(
                        Enumerable.Range(0, 10),
                        [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
                    )
                    .Titled("MNIST's ten digits are about equally frequent")
                    .XAxis("digit")
                    .YAxis("training images"),
            ["bars"] = () =>
                Plot.Bars(
                        ["none", "weight decay", "dropout"],
                        [("train", [1, 0.9, 0.85]), ("test", new[] { 0.75, 0.78, 0.79 })]
                    )
                    .Titled("Regularization narrows the gap")
                    .YAxis("accuracy"),
            ["contour"] = () => Bowl().Titled("f(x, y) = x²/20 + y²"),
            ["paths"] = () =>
                Bowl()
                    .Path(Zigzag(0.95, 0.0), "SGD")
                    .Path(Zigzag(0.1, 0.9), "Momentum")
                    .Path(Zigzag(0.3, 0.5), "Adam")
                    .Titled("SGD zigzags where the valley is narrow"),
            ["surface"] = () =>
                Plot.Surface((x, y) => (x * x / 20) + (y * y), (-10, 10), (-10, 10))
                    .Titled("A long, narrow valley")
                    .ZAxis("f(x, y)"),
            ["heatmap"] = () =>
                Plot.Heatmap(Confusion(), format: "d")
                    .Titled("What it takes for what")
                    .XAxis("predicted digit")
                    .YAxis("digit")
                    .Size(560, 500),
            ["signed heatmap"] = () =>
                Plot.Heatmap(
                        Matrix<double>.Build.Dense(4, 6, (i, j) => i - (0.7 * j) + 0.5),
                        format: ".1f"
                    )
                    .Titled("Blue below zero, red above"),
            ["quiver"] = () =>
                Plot.Quiver((x, y) => (-x / 10, -2 * y), (-10, 10), (-5, 5), 21)
                    .Titled("−∇f mostly does not point at the origin")
                    .XAxis("x")
                    .YAxis("y"),
            ["quiver of three"] = () =>
                Plot.Quiver([3, 0, 3], [4, 2, 0], [-6, 0, -6], [-8, -4, 0])
                    .Titled("Three gradients"),
            ["image"] = () =>
                Plot.Image(
                    Matrix<double>.Build.Dense(28, 28, (i, j) => Ring(i, j, 8)),
                    caption: "one ring"
                ),
            ["image grid"] = () =>
                Plot.ImageGrid(
                        Enumerable.Range(0, 20).Select(k => Rings(k)),
                        28,
                        28,
                        Enumerable.Range(0, 20).Select(k => $"{k % 10}, not {(k + 3) % 10}")
                    )
                    .Titled("Twenty rings it gets wrong"),
            ["plain image grid"] = () =>
                Plot.ImageGrid(Enumerable.Range(0, 100).Select(k => Rings(k)), 28, 28),
            ["colour images"] = () =>
                Plot.ImageGrid(
                        Enumerable.Range(0, 4).Select(k => Rgb(k)),
                        16,
                        16,
                        ["original", "brighter", "blurred", "noise"]
                    )
                    .Titled("The same image, three times changed"),
            ["weights"] = () =>
                Plot.ImageGrid(
                        Matrix<double>.Build.Dense(
                            10,
                            784,
                            (i, j) =>
                                Math.Sin((i + 1) * (j % 28) / 9.0)
                                * Math.Cos((i + 2) * (j / 28) / 11.0)
                                * 0.4
                        ),
                        28,
                        28
                    )
                    .Titled("First-layer weights"),
            ["box"] = () =>
                Plot.Box(
                        new[] { 1, 10, 100, 1000 }.Select(n =>
                            (
                                $"batch {n}",
                                Normal(n, 200).Select(z => 2.3 + (z / Math.Sqrt(n))).ToArray()
                            )
                        )
                    )
                    .Titled("The spread shrinks like 1/√n")
                    .YAxis("mini-batch loss"),
            ["panels"] = () =>
                Plot.Panels(
                        new[] { "SGD", "Momentum", "AdaGrad", "Adam" }.Select(
                            (name, k) =>
                                Bowl().Path(Zigzag(0.2 + (0.2 * k), 0.2 * k), name).Titled(name)
                        ),
                        columns: 2,
                        sharedX: true,
                        sharedY: true
                    )
                    .Titled("Four ways down the same valley"),
            ["free panels"] = () =>
                Plot.Panels([
                        Plot.Lines([
                                ("train", s_steps, Noisy(1, 0.02)),
                                ("test", s_steps, Noisy(2, 0.015)),
                            ])
                            .Titled("Loss")
                            .XAxis("epoch")
                            .YAxis("loss", log: true),
                        Plot.Lines([
                                ("train", s_steps, Noisy(1, -0.002)),
                                ("test", s_steps, Noisy(2, -0.001)),
                            ])
                            .Titled("Accuracy")
                            .XAxis("epoch")
                            .YAxis("accuracy")
                            .HorizontalLine(2, "target"),
                    ])
                    .Titled("Loss and accuracy tell the same story"),
            ["histogram panels"] = () =>
                Plot.Panels(
                        Enumerable
                            .Range(1, 5)
                            .Select(layer =>
                                Plot.Histogram(Normal(layer, 3000), range: (-4, 4))
                                    .Titled($"layer {layer}")
                                    .XAxis("activation")
                                    .YAxis("count")
                            ),
                        columns: 5,
                        sharedY: true
                    )
                    .Titled("Activations of five layers"),
            ["many panels"] = () =>
                Plot.Panels(
                        Enumerable
                            .Range(0, 16)
                            .Select(k =>
                                Plot.Lines([
                                        ("with", s_steps, Noisy(k + 1, 0.02)),
                                        ("without", s_steps, Noisy(k + 2, 0.01)),
                                    ])
                                    .Titled($"std {Math.Pow(10, -4.0 * k / 15):0.####}")
                                    .XAxis("epoch")
                                    .YAxis("accuracy")
                            ),
                        columns: 4,
                        sharedX: true,
                        sharedY: true
                    )
                    .Titled("Sixteen weight scales"),
            ["mixed panels"] = () =>
                Plot.Panels(
                    [
                        Plot.Surface((x, y) => (x * x) - (y * y), (-2, 2), (-2, 2), 25)
                            .Titled("A saddle"),
                        Plot.Heatmap(Confusion()).Titled("A matrix"),
                        Plot.ImageGrid(Enumerable.Range(0, 9).Select(k => Rings(k)), 28, 28)
                            .Titled("Images"),
                        Plot.Contour((x, y) => (x * x) - (y * y), (-2, 2), (-2, 2))
                            .Titled("A contour"),
                    ],
                    columns: 2
                ),
            ["bands"] = () =>
                Plot.Bands(
                        [("SGD", s_steps, Seeds(0.01)), ("Adam", s_steps, Seeds(0.03))],
                        window: 10
                    )
                    .Titled("Three seeds of two optimizers")
                    .XAxis("iteration")
                    .YAxis("loss", log: true),
            ["bands over rates"] = () =>
                Plot.Bands(
                        [
                            ("SGD", s_rates, Valleys(2)),
                            ("Momentum", s_rates, Valleys(1)),
                            ("Adam", s_rates, Valleys(0)),
                        ],
                        deviation: true
                    )
                    .Titled("Each has its own best rate")
                    .XAxis("learning rate", log: true)
                    .YAxis("loss", log: true),
            ["panels of bands"] = () =>
                Plot.Panels([
                        Plot.Bands([("with", s_steps, Seeds(0.01))]).Titled("Loss").XAxis("step"),
                        Plot.Bands([("with", s_steps, Seeds(0.02))]).Titled("Gap").XAxis("step"),
                    ])
                    .Titled("Bands in panels"),
            ["history"] = () =>
                Plot.History(
                    new TrainingHistory(
                        Noisy(1, 0.02),
                        [
                            .. Enumerable
                                .Range(0, 11)
                                .Select(epoch => new EpochReport(
                                    epoch,
                                    epoch * 20,
                                    0.1,
                                    new Evaluation(
                                        2.3 * Math.Exp(-0.4 * epoch),
                                        1 - Math.Exp(-epoch)
                                    ),
                                    new Evaluation(
                                        (2.2 * Math.Exp(-0.4 * epoch)) + 0.1,
                                        0.95 - (0.9 * Math.Exp(-epoch))
                                    )
                                )),
                        ]
                    )
                ),
            ["log histogram"] = () =>
                Plot.Histogram(Normal(3, 20000), bins: 40, range: (-3, 3))
                    .Titled("Counts from 1 to thousands")
                    .XAxis("value")
                    .YAxis("count", log: true),
            ["steps"] = () =>
                Plot.Steps([
                        (
                            "step decay",
                            s_steps,
                            s_steps.Select(step => Math.Pow(0.5, (int)step / 50))
                        ),
                    ])
                    .Titled("Half the rate every 50 steps")
                    .XAxis("step")
                    .YAxis("learning rate"),
            ["guides"] = () =>
                Plot.Lines([
                        ("forward", H(), H().Select(h => h + (1e-16 / h))),
                        ("central", H(), H().Select(h => (h * h) + (1e-16 / h))),
                    ])
                    .With(Plot.Guide(h => 3 * h, (1e-6, 1e-2), "slope 1"))
                    .With(Plot.Guide(h => 3 * h * h, (1e-4, 1e-2), "slope 2"))
                    .Titled("One branch has slope 1, the other 2")
                    .XAxis("h", log: true)
                    .YAxis("error", log: true),
            ["image rows"] = () =>
                Plot.ImageRows(
                        [("original", Shares(0)), ("elastic distortion", Shares(3))],
                        new ImageShape(16, 16, 3)
                    )
                    .Titled("Original and result"),
            ["long captions"] = () =>
                Plot.ImageGrid(
                        Enumerable.Range(0, 20).Select(k => Rings(k)),
                        28,
                        28,
                        Enumerable.Range(0, 20).Select(k => $"{k % 10} taken for {(k + 3) % 10}"),
                        columns: 10
                    )
                    .Titled("Captions wider than their images"),
            ["own scales"] = () =>
                Plot.ImageGrid(
                    Matrix<double>.Build.Dense(6, 784, (i, j) => Math.Sin(j / 9.0) / (i + 1)),
                    28,
                    28,
                    ownScales: true
                ),
            ["confusion"] = () =>
                Plot.Confusion(
                        Enumerable.Range(0, 2000).Select(i => i % 10),
                        Enumerable.Range(0, 2000).Select(i => i % 17 == 0 ? i * 7 % 10 : i % 10)
                    )
                    .Titled("What it takes for what"),
            ["slider"] = () =>
                Plot.Slider(
                        [1, 0.5, 0.1],
                        h =>
                            Plot.Lines([
                                    ("secant", s_steps, s_steps.Select(x => Math.Sin((x * h) / 9))),
                                    ("tangent", s_steps, s_steps.Select(x => Math.Cos(x / 9))),
                                ])
                                .VerticalLine(100 * h),
                        prefix: "h = "
                    )
                    .Titled("The secant turns into the tangent")
                    .XAxis("x"),
            ["animation"] = () =>
                Plot.Animation(
                    Enumerable
                        .Range(1, 20)
                        .Select(k =>
                            (
                                $"{k}",
                                Bowl()
                                    .Path(Zigzag(0.9, 0).Take(k), "SGD")
                                    .Path(Zigzag(0.1, 0.9).Take(k), "Momentum")
                                    .Titled("The race to the minimum")
                            )
                        ),
                    prefix: "step "
                ),
        };

    private static double[][] Seeds(double rate) =>
        [.. Enumerable.Range(1, 3).Select(seed => Noisy(seed, rate * (1 + (0.1 * seed))))];

    /// <summary>Losses over rates around a best one, for three seeds; a run that diverged has none.</summary>
    private static double[][] Valleys(double best) =>
        [
            .. Enumerable
                .Range(1, 3)
                .Select(seed =>
                    s_rates
                        .Select(rate => Math.Log10(rate) + best)
                        .Select(off =>
                            off > 1.3 ? double.NaN : 0.1 + (off * off * (0.2 + (0.1 * seed)))
                        )
                        .ToArray()
                ),
        ];

    private static IEnumerable<double[]> Shares(int first) =>
        Enumerable.Range(first, 6).Select(k => Rgb(k).Select(channel => channel / 255.0).ToArray());

    private static GenericChart Bowl() =>
        Plot.Contour((x, y) => (x * x / 20) + (y * y), (-8, 8), (-3, 3)).XAxis("x").YAxis("y");

    private static double[] Noisy(int seed, double rate, double noise = 0.1)
    {
        Random random = new(seed);
        return
        [
            .. s_steps.Select(step =>
                (2.3 * Math.Exp(-rate * step)) + 0.05 + (noise * random.NextDouble())
            ),
        ];
    }

    private static double[] Rising(double limit) =>
        [.. Enumerable.Range(0, 17).Select(epoch => limit - (0.85 * Math.Exp(-epoch)))];

    private static double[] H() => [.. Enumerable.Range(1, 15).Select(k => Math.Pow(10, -k))];

    private static double[] Rates() =>
        [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, -6 + (i * 0.1)))];

    private static double[] Normal(int seed, int count)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                    * Math.Cos(2 * Math.PI * random.NextDouble())
                ),
        ];
    }

    private static IEnumerable<(double X, double Y)> Zigzag(double rate, double momentum)
    {
        (double x, double y, double vx, double vy) = (-7, 2, 0, 0);
        for (int step = 0; step < 30; step++)
        {
            yield return (x, y);
            vx = (momentum * vx) - (rate * x / 10);
            vy = (momentum * vy) - (rate * 2 * y);
            x += vx;
            y += vy;
        }
    }

    private static double Ring(int i, int j, double radius) =>
        Math.Exp(
            -Math.Pow(Math.Sqrt(Math.Pow(i - 13.5, 2) + Math.Pow(j - 13.5, 2)) - radius, 2) / 2
        );

    private static byte[] Rings(int k) =>
        [.. Enumerable.Range(0, 784).Select(p => (byte)(255 * Ring(p / 28, p % 28, 2 + (k % 10))))];

    private static byte[] Rgb(int k) =>
        [.. Enumerable.Range(0, 16 * 16 * 3).Select(p => (byte)((p * (k + 1)) % 256))];

    private static Matrix<double> Confusion() =>
        Matrix<double>.Build.Dense(10, 10, (i, j) => i == j ? 950 + i : (i * 7 + j * 3) % 13);
}
