using System.Collections;
using System.Numerics;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Plotly;

namespace NotebookNet.Interactive;

/// <summary>
/// Makes figures: one method for each kind. Values may be any numbers; one that is NaN or infinite leaves a gap. A series that bears
/// the name of a method of the course ("Adam", "He", "test", …) has that method's colour and dash, see <see cref="Theme.ColorOf"/>.
/// A curve of 20 points or fewer has a mark at each.
/// </summary>
public static partial class Chart
{
    private const int MarkedPoints = 20;

    /// <summary>One curve through the points (x, y).</summary>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">Heights, as many.</param>
    /// <param name="name">What the curve is, for the legend.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Chart.Line(history.Steps, history.Losses, name: "SGD").XAxis("iteration").YAxis("loss", log: true)</code></example>
    public static Figure Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Curves([(name, Numbers.Read(x, nameof(x)), Numbers.Read(y, nameof(y)))]);

    /// <summary>One curve through values numbered from 0.</summary>
    /// <param name="y">Heights.</param>
    /// <param name="name">What the curve is, for the legend.</param>
    /// <exception cref="ArgumentException">Nothing is finite.</exception>
    /// <example><code>Chart.Line(losses).XAxis("iteration").YAxis("loss")</code></example>
    public static Figure Line<T>(IEnumerable<T> y, string? name = null)
        where T : INumberBase<T>
    {
        double[] heights = Numbers.Read(y, nameof(y));
        return Curves([(name, Count(heights), heights)]);
    }

    /// <summary>The curve of a function.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">From where to where.</param>
    /// <param name="name">What the curve is, for the legend.</param>
    /// <param name="points">At how many points it is computed, at least 2.</param>
    /// <exception cref="ArgumentException">The range is empty, or nothing is finite.</exception>
    /// <example><code>Chart.Line(x => 0.01 * x * x + 0.1 * x, (0, 20))</code></example>
    public static Figure Line(
        Func<double, double> f,
        (double From, double To) x,
        string? name = null,
        int points = 201
    )
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] positions = Range(x, points, nameof(x));
        return Curves([(name, positions, [.. positions.Select(f)])]);
    }

    /// <summary>Several named curves, each with its own x.</summary>
    /// <param name="series">Name, x and y of each; x and y are sequences of numbers.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or nothing is finite.</exception>
    /// <example><code>Chart.Lines([("train", epochs, trainAccuracy), ("test", epochs, testAccuracy)])</code></example>
    public static Figure Lines(IEnumerable<(string Name, IEnumerable X, IEnumerable Y)> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Curves(Read(series));
    }

    /// <inheritdoc cref="Lines(IEnumerable{ValueTuple{string, IEnumerable, IEnumerable}})"/>
    /// <example><code>Chart.Lines(runs.Select(run => (run.Name, run.History.Steps, run.History.Losses)))</code></example>
    public static Figure Lines<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
        where TX : IEnumerable
        where TY : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        return Lines(series.Select(s => (s.Name, (IEnumerable)s.X, (IEnumerable)s.Y)));
    }

    /// <summary>Several named curves of values numbered from 0.</summary>
    /// <param name="series">Name and heights of each.</param>
    /// <exception cref="ArgumentException">There are none, or nothing is finite.</exception>
    /// <example><code>Chart.Lines([("SGD", sgdLoss), ("Adam", adamLoss)]).XAxis("iteration")</code></example>
    public static Figure Lines<T>(IEnumerable<(string Name, T Y)> series)
        where T : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        return Curves([
            .. series.Select(s =>
            {
                double[] y = Numbers.Read(s.Y, nameof(series));
                return ((string?)s.Name, Count(y), y);
            }),
        ]);
    }

    /// <summary>Curves of values that each hold until the next x, as a learning-rate schedule or an accuracy does: the last x only ends the curve.</summary>
    /// <param name="series">Name, x and y of each, x ascending.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or nothing is finite.</exception>
    /// <example><code>Chart.Steps([("step decay", steps, rates)]).XAxis("step").YAxis("learning rate")</code></example>
    public static Figure Steps<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
        where TX : IEnumerable
        where TY : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        List<(string? Name, double[] X, double[] Y)> all = Read(series);
        for (int i = 0; i < all.Count; i++)
        {
            // The last value holds from the last x on, where nothing is drawn: a jump there would be a spur down to it.
            if (all[i].Y is [.., double before, _] y && double.IsFinite(before))
            {
                all[i] = (all[i].Name, all[i].X, [.. y[..^1], before]);
            }
        }
        Figure figure = Curves(all);
        for (int i = 0; i < all.Count; i++)
        {
            figure.SetTrace(i, "line.shape", "hv").SetTrace(i, "mode", "lines");
        }
        return figure;
    }

    /// <summary>A thin grey curve to compare others with, its name written at its end: a slope, a theory, a perfect calibration. To be drawn with <see cref="Figure.With"/>.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">From where to where.</param>
    /// <param name="label">What it is: "slope 2".</param>
    /// <exception cref="ArgumentException">The range is empty, or nothing is finite.</exception>
    /// <example><code>Chart.Lines([("central", h, errors)]).With(Chart.Guide(t => t * t, (1e-4, 1e-1), "∝ h²"))</code></example>
    public static Figure Guide(Func<double, double> f, (double From, double To) x, string label)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(label);
        IEnumerable<double> positions = Range(x, 101, nameof(x));
        if (x.From > 0)
        {
            // Evenly spaced on a logarithmic axis too.
            positions = positions
                .Concat(
                    Enumerable.Range(1, 99).Select(i => x.From * Math.Pow(x.To / x.From, i / 100.0))
                )
                .Order();
        }
        double[] all = [.. positions];
        Figure figure = Curves([(null, all, [.. all.Select(f)])]);
        return figure
            .SetTrace(0, "mode", "lines+text")
            .SetTrace(
                0,
                "line",
                new
                {
                    color = "#888888",
                    dash = "dot",
                    width = 1.5,
                }
            )
            .SetTrace(0, "text", all.Select((_, i) => i == all.Length - 1 ? label : ""))
            .SetTrace(0, "textposition", "top left")
            .SetTrace(0, "cliponaxis", false)
            .SetTrace(0, "textfont", new { size = 12, color = "#888888" })
            .SetTrace(0, "hoverinfo", "skip")
            .SetTrace(0, "showlegend", false)
            .SetTrace(0, "meta", $"guide '{label}'");
    }

    /// <summary>Points (x, y) without a line.</summary>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">Heights, as many.</param>
    /// <param name="name">What the points are, for the legend.</param>
    /// <param name="color">One number a point, shown as its colour with a colour bar; one colour for all when null.</param>
    /// <param name="colorTitle">What the colour bar measures.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Chart.Scatter(rates, decays, color: accuracies, colorTitle: "accuracy").XAxis("rate", log: true)</code></example>
    public static Figure Scatter<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? name = null,
        IEnumerable<double>? color = null,
        string? colorTitle = null
    )
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        Figure figure = Points([(name, Numbers.Read(x, nameof(x)), Numbers.Read(y, nameof(y)))]);
        if (color is not null)
        {
            double[] colors = Numbers.Read(color, nameof(color));
            int points = ((JsonArray)figure.Data[0]!["x"]!).Count;
            if (colors.Length != points)
            {
                throw new ArgumentException(
                    $"There are {points} points and {colors.Length} colours.",
                    nameof(color)
                );
            }
            figure.SetTrace(0, "marker.color", Numbers.Array(colors));
            figure
                .SetTrace(0, "marker.colorscale", Theme.Sequential)
                .SetTrace(0, "marker.showscale", true);
            figure.SetTrace(0, "marker.colorbar", ColorBar(colorTitle));
        }
        return figure;
    }

    /// <summary>Several named groups of points.</summary>
    /// <param name="series">Name, x and y of each.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or nothing is finite.</exception>
    /// <example><code>Chart.Scatters([("class 0", x0, y0), ("class 1", x1, y1)])</code></example>
    public static Figure Scatters(IEnumerable<(string Name, IEnumerable X, IEnumerable Y)> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Points(Read(series));
    }

    /// <inheritdoc cref="Scatters(IEnumerable{ValueTuple{string, IEnumerable, IEnumerable}})"/>
    /// <example><code>Chart.Scatters(groups.Select(g => (g.Name, g.X, g.Y)))</code></example>
    public static Figure Scatters<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
        where TX : IEnumerable
        where TY : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        return Scatters(series.Select(s => (s.Name, (IEnumerable)s.X, (IEnumerable)s.Y)));
    }

    private static List<(string? Name, double[] X, double[] Y)> Read<TX, TY>(
        IEnumerable<(string Name, TX X, TY Y)> series
    )
        where TX : IEnumerable
        where TY : IEnumerable =>
        [
            .. series.Select(s =>
                (
                    (string?)s.Name,
                    Numbers.Read(s.X, nameof(series)),
                    Numbers.Read(s.Y, nameof(series))
                )
            ),
        ];

    private static Figure Curves(List<(string? Name, double[] X, double[] Y)> series)
    {
        Figure figure = new();
        foreach ((string? name, double[] x, double[] y) in Checked(series))
        {
            bool few =
                x.Zip(y, (a, b) => double.IsFinite(a + b)).Count(drawn => drawn) <= MarkedPoints;
            JsonObject trace = new()
            {
                ["type"] = "scatter",
                ["mode"] = few ? "lines+markers" : "lines",
                ["x"] = Numbers.Array(x),
                ["y"] = Numbers.Array(y),
                ["line"] = new JsonObject { ["width"] = 2 },
            };
            if (few)
            {
                trace["marker"] = new JsonObject { ["size"] = 7 };
            }
            Name(trace, name);
            figure.Add(trace);
        }
        return figure;
    }

    private static Figure Points(List<(string? Name, double[] X, double[] Y)> series)
    {
        Figure figure = new();
        foreach ((string? name, double[] x, double[] y) in Checked(series))
        {
            JsonObject trace = new()
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["x"] = Numbers.Array(x),
                ["y"] = Numbers.Array(y),
                ["marker"] = new JsonObject { ["size"] = x.Length > 500 ? 4 : 7 },
            };
            Name(trace, name);
            figure.Add(trace);
        }
        return figure;
    }

    private static List<(string? Name, double[] X, double[] Y)> Checked(
        List<(string? Name, double[] X, double[] Y)> series
    )
    {
        if (series.Count == 0)
        {
            throw new ArgumentException(
                "Expected at least one series to draw, got none.",
                nameof(series)
            );
        }
        foreach ((string? name, double[] x, double[] y) in series)
        {
            Numbers.RequireSameLength(x, y, name);
            Numbers.RequireFinite(x, "x");
            Numbers.RequireFinite(y, "y");
        }
        return series;
    }

    private static void Name(JsonObject trace, string? name)
    {
        if (name is not null)
        {
            trace["name"] = name;
        }
    }

    private static double[] Count(double[] values) =>
        [.. Enumerable.Range(0, values.Length).Select(i => (double)i)];

    private static double[] Range((double From, double To) range, int points, string what)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (!double.IsFinite(range.From) || !double.IsFinite(range.To) || range.From >= range.To)
        {
            throw new ArgumentException(
                Invariant(
                    $"The range ({range.From}, {range.To}) must go from a finite number to a larger one."
                ),
                what
            );
        }
        return
        [
            .. Enumerable
                .Range(0, points)
                .Select(i =>
                    Numbers.Round(range.From + ((range.To - range.From) * i / (points - 1)), 12)
                ),
        ];
    }

    private static JsonObject ColorBar(string? title)
    {
        JsonObject bar = new()
        {
            ["thickness"] = 14,
            ["outlinewidth"] = 0,
            ["exponentformat"] = "power",
        };
        if (title is not null)
        {
            bar["title"] = new JsonObject { ["text"] = title, ["side"] = "right" };
        }
        return bar;
    }
}
