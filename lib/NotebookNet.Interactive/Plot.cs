using System.Collections;
using System.Globalization;
using System.Numerics;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

/// <summary>
/// Makes figures: one method for each kind. Values may be any numbers; one that is NaN or infinite leaves a gap. A series that bears
/// the name of a method of the course ("Adam", "He", "test", …) has that method's colour and dash, see <see cref="Theme.ColorOf"/>.
/// A curve of 20 points or fewer has a mark at each.
/// </summary>
public static partial class Plot
{
    private const int MarkedPoints = 20;

    /// <summary>One curve through the points (x, y).</summary>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">Heights, as many.</param>
    /// <param name="name">What the curve is, for the legend.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Line(history.Steps, history.Losses, name: "SGD").XAxis("iteration").YAxis("loss", log: true)</code></example>
    public static GenericChart Line<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? name = null
    )
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Curves([(name, Numbers.Read(x, nameof(x)), Numbers.Read(y, nameof(y)))]);

    /// <summary>One curve through values numbered from 0.</summary>
    /// <param name="y">Heights.</param>
    /// <param name="name">What the curve is, for the legend.</param>
    /// <exception cref="ArgumentException">Nothing is finite.</exception>
    /// <example><code>Plot.Line(losses).XAxis("iteration").YAxis("loss")</code></example>
    public static GenericChart Line<T>(IEnumerable<T> y, string? name = null)
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
    /// <example><code>Plot.Line(x => 0.01 * x * x + 0.1 * x, (0, 20))</code></example>
    public static GenericChart Line(
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
    /// <example><code>Plot.Lines([("train", epochs, trainAccuracy), ("test", epochs, testAccuracy)])</code></example>
    public static GenericChart Lines(
        IEnumerable<(string Name, IEnumerable X, IEnumerable Y)> series
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        return Curves(Read(series));
    }

    /// <inheritdoc cref="Lines(IEnumerable{ValueTuple{string, IEnumerable, IEnumerable}})"/>
    /// <example><code>Plot.Lines(runs.Select(run => (run.Name, run.History.Steps, run.History.Losses)))</code></example>
    public static GenericChart Lines<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
        where TX : IEnumerable
        where TY : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        return Lines(series.Select(s => (s.Name, (IEnumerable)s.X, (IEnumerable)s.Y)));
    }

    /// <summary>Several named curves of values numbered from 0.</summary>
    /// <param name="series">Name and heights of each.</param>
    /// <exception cref="ArgumentException">There are none, or nothing is finite.</exception>
    /// <example><code>Plot.Lines([("SGD", sgdLoss), ("Adam", adamLoss)]).XAxis("iteration")</code></example>
    public static GenericChart Lines<T>(IEnumerable<(string Name, T Y)> series)
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
    /// <example><code>Plot.Steps([("step decay", steps, rates)]).XAxis("step").YAxis("learning rate")</code></example>
    public static GenericChart Steps<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
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
        ChartBuilder figure = Curves(all);
        for (int i = 0; i < all.Count; i++)
        {
            figure.SetTrace(i, "line.shape", "hv").SetTrace(i, "mode", "lines");
        }
        return figure;
    }

    /// <summary>A thin grey curve to compare others with, its name written at its end: a slope, a theory, a perfect calibration. To be drawn with <see cref="With"/>.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">From where to where.</param>
    /// <param name="label">What it is: "slope 2".</param>
    /// <exception cref="ArgumentException">The range is empty, or nothing is finite.</exception>
    /// <example><code>Plot.Lines([("central", h, errors)]).With(Plot.Guide(t => t * t, (1e-4, 1e-1), "∝ h²"))</code></example>
    public static GenericChart Guide(
        Func<double, double> f,
        (double From, double To) x,
        string label
    )
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
        ChartBuilder figure = Curves([(null, all, [.. all.Select(f)])]);
        return figure
            .SetTrace(0, "mode", "lines+text")
            .SetTrace(
                0,
                "line",
                new Attributes
                {
                    ["color"] = "#888888",
                    ["dash"] = "dot",
                    ["width"] = 1.5,
                }
            )
            .SetTrace(0, "text", all.Select((_, i) => i == all.Length - 1 ? label : "").ToArray())
            .SetTrace(0, "textposition", "top left")
            .SetTrace(0, "cliponaxis", false)
            .SetTrace(0, "textfont", new Attributes { ["size"] = 12, ["color"] = "#888888" })
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
    /// <param name="colorRange">The numbers at the ends of the colours; the smallest and the largest when null.</param>
    /// <param name="size">The diameter of each point's mark in pixels; one that suits all when null.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Scatter(rates, decays, color: accuracies, colorTitle: "accuracy").XAxis("rate", log: true)</code></example>
    public static GenericChart Scatter<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? name = null,
        IEnumerable<double>? color = null,
        string? colorTitle = null,
        (double From, double To)? colorRange = null,
        IEnumerable<double>? size = null
    )
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        double[] xs = Numbers.Read(x, nameof(x));
        ChartBuilder figure = Points([(name, xs, Numbers.Read(y, nameof(y)))]);
        Part marker = (Part)figure.Traces[0].Find("marker")!;
        if (color is not null)
        {
            marker.Put("color", Numbers.Rounded(ForEach(color, xs.Length, nameof(color))));
            marker.Put("colorscale", Theme.Sequential);
            marker.Put("showscale", true);
            marker.Put("colorbar", ColorBar(colorTitle));
        }
        if (colorRange is { } ends)
        {
            marker.Put("cmin", ends.From);
            marker.Put("cmax", ends.To);
        }
        if (size is not null)
        {
            marker.Put("size", ForEach(size, xs.Length, nameof(size)));
        }
        return figure;
    }

    /// <summary>Points over names: runs by their method, seeds by their number.</summary>
    /// <param name="names">The name that each point stands over.</param>
    /// <param name="y">Heights, as many.</param>
    /// <param name="name">What the points are, for the legend.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Scatter(runs.Select(run => run.Name), runs.Select(run => run.History.Losses[^1]))</code></example>
    public static GenericChart Scatter<T>(
        IEnumerable<string> names,
        IEnumerable<T> y,
        string? name = null
    )
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] places = [.. names];
        double[] heights = Numbers.Read(y, nameof(y));
        return Points([(name, Count(new double[places.Length]), heights)]).SetTrace(0, "x", places);
    }

    /// <summary>Several named groups of points.</summary>
    /// <param name="series">Name, x and y of each.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Scatters([("class 0", x0, y0), ("class 1", x1, y1)])</code></example>
    public static GenericChart Scatters(
        IEnumerable<(string Name, IEnumerable X, IEnumerable Y)> series
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        return Points(Read(series));
    }

    /// <inheritdoc cref="Scatters(IEnumerable{ValueTuple{string, IEnumerable, IEnumerable}})"/>
    /// <example><code>Plot.Scatters(groups.Select(g => (g.Name, g.X, g.Y)))</code></example>
    public static GenericChart Scatters<TX, TY>(IEnumerable<(string Name, TX X, TY Y)> series)
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

    private static ChartBuilder Curves(List<(string? Name, double[] X, double[] Y)> series)
    {
        ChartBuilder figure = new();
        foreach ((string? name, double[] x, double[] y) in Checked(series))
        {
            bool few =
                x.Zip(y, (a, b) => double.IsFinite(a + b)).Count(drawn => drawn) <= MarkedPoints;
            Attributes trace = new()
            {
                ["type"] = "scatter",
                ["mode"] = few ? "lines+markers" : "lines",
                ["x"] = Numbers.Rounded(x),
                ["y"] = Numbers.Rounded(y),
                ["line"] = new Attributes { ["width"] = 2 },
            };
            if (few)
            {
                trace["marker"] = new Attributes { ["size"] = 7 };
            }
            Name(trace, name);
            figure.Add(trace);
        }
        return figure;
    }

    private static ChartBuilder Points(List<(string? Name, double[] X, double[] Y)> series)
    {
        ChartBuilder figure = new();
        foreach ((string? name, double[] x, double[] y) in Checked(series))
        {
            Attributes trace = new()
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["x"] = Numbers.Rounded(x),
                ["y"] = Numbers.Rounded(y),
                ["marker"] = new Attributes { ["size"] = x.Length > 500 ? 4 : 7 },
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
        Numbers.RequireSome(series, "series", nameof(series));
        foreach ((string? name, double[] x, double[] y) in series)
        {
            Numbers.RequireSameLength(x, y, name);
            Numbers.RequireFinite(x, "x");
            Numbers.RequireFinite(y, "y");
        }
        return series;
    }

    /// <summary>One number for each point.</summary>
    private static double[] ForEach(IEnumerable<double> numbers, int points, string what)
    {
        double[] read = Numbers.Read(numbers, what);
        return read.Length == points
            ? read
            : throw new ArgumentException(
                $"There are {points} points and {read.Length} numbers for their {what}.",
                what
            );
    }

    private static void Name(Attributes trace, string? name)
    {
        if (name is not null)
        {
            trace["name"] = name;
        }
    }

    private static string Written(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

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

    private static Attributes ColorBar(string? title)
    {
        Attributes bar = new()
        {
            ["thickness"] = 14,
            ["outlinewidth"] = 0,
            ["exponentformat"] = "power",
        };
        if (title is not null)
        {
            bar["title"] = new Attributes { ["text"] = title, ["side"] = "right" };
        }
        return bar;
    }
}
