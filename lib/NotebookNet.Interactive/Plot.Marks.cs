using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

#pragma warning disable CS1573 // Overloads inherit the text of the parameters that they share.

/// <content>What is drawn over a figure: another figure, lines across it, paths, notes. Each call returns a new chart.</content>
public static partial class Plot
{
    /// <summary>Draws another figure's traces, shapes and annotations over this one's.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="other">The figure whose traces are added; its title and axes are not.</param>
    /// <exception cref="ArgumentException">The other figure is in motion or made of panels.</exception>
    /// <example><code>Plot.Scatter(x, y, name: "data").With(Plot.Line(x, fit, name: "fit"))</code></example>
    public static GenericChart With(this GenericChart chart, GenericChart other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Panel.IsSeveral(other) || FigureExtras.Of(other).Frames.Count > 0)
        {
            throw new ArgumentException(
                "A figure in motion or one made of panels cannot be drawn over another.",
                nameof(other)
            );
        }
        ChartBuilder builder = Changed(chart);
        ChartBuilder added = new(other);
        added.Traces.ForEach(trace => builder.Add(trace));
        foreach (string list in (ReadOnlySpan<string>)["shapes", "annotations"])
        {
            builder.Append(list, added.Layout.Find(list) as IEnumerable<Part> ?? []);
        }
        return builder;
    }

    /// <summary>A straight line across the figure at a height: a target, a threshold.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="y">Where, on the vertical axis.</param>
    /// <param name="label">Text at the line's right end; none when null.</param>
    /// <example><code>chart.HorizontalLine(0.98, "target")</code></example>
    public static GenericChart HorizontalLine(
        this GenericChart chart,
        double y,
        string? label = null
    ) => Rule(chart, y, label, horizontal: true);

    /// <summary>A straight line down the figure at a place: the best epoch, the chosen h.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="x">Where, on the horizontal axis.</param>
    /// <param name="label">Text at the line's upper end; none when null.</param>
    /// <example><code>chart.VerticalLine(1e-4, "the course's h")</code></example>
    public static GenericChart VerticalLine(
        this GenericChart chart,
        double x,
        string? label = null
    ) => Rule(chart, x, label, horizontal: false);

    /// <summary>The way of a point over a contour or through a plane: a line with a mark at each step, a large one where it starts.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="points">The points it visits, in order.</param>
    /// <param name="name">What went this way, for the legend; a method's name gives its colour.</param>
    /// <exception cref="ArgumentException">No point is finite.</exception>
    /// <example><code>Plot.Contour(f, (-8, 8), (-3, 3)).Path(path, "Momentum")</code></example>
    public static GenericChart Path(
        this GenericChart chart,
        IEnumerable<(double X, double Y)> points,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        List<(double X, double Y)> all = [.. points];
        return Path(chart, all.Select(point => point.X), all.Select(point => point.Y), name);
    }

    /// <summary>The way of a point over a contour or through a plane: a line with a mark at each step, a large one where it starts.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="points">The points it visits, in order, of two elements each: what an optimizer's path is.</param>
    /// <param name="name">What went this way, for the legend; a method's name gives its colour.</param>
    /// <exception cref="ArgumentException">No point is finite, or one has not two elements.</exception>
    /// <example><code>Plot.Contour(f, (-8, 8), (-3, 3)).Path(new SGD(0.95).Path(gradient, start, 30), "SGD")</code></example>
    public static GenericChart Path(
        this GenericChart chart,
        IEnumerable<Vector<double>> points,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        List<Vector<double>> all = [.. points];
        int wrong = all.FindIndex(point => point.Count != 2);
        return wrong < 0
            ? Path(chart, all.Select(point => (point[0], point[1])), name)
            : throw new ArgumentException(
                $"Point {wrong} of '{name}' has {all[wrong].Count} elements; a path in the plane has 2.",
                nameof(points)
            );
    }

    /// <inheritdoc cref="Path(GenericChart, IEnumerable{ValueTuple{double, double}}, string)"/>
    /// <param name="x">The points' horizontal positions, in order.</param>
    /// <param name="y">Their vertical positions, as many.</param>
    public static GenericChart Path(
        this GenericChart chart,
        IEnumerable<double> x,
        IEnumerable<double> y,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] xs = Numbers.Read(x, nameof(x));
        double[] ys = Numbers.Read(y, nameof(y));
        Numbers.RequireSameLength(xs, ys, name);
        Numbers.RequireFinite(xs, nameof(x));
        Numbers.RequireFinite(ys, nameof(y));
        return Changed(chart)
            .Add(
                new Attributes
                {
                    ["type"] = "scatter",
                    ["mode"] = "lines+markers",
                    ["name"] = name,
                    ["x"] = Numbers.Rounded(xs),
                    ["y"] = Numbers.Rounded(ys),
                    ["line"] = new Attributes { ["width"] = 2 },
                    ["marker"] = new Attributes
                    {
                        ["size"] = xs.Select((_, i) => i == 0 ? 11 : 5).ToArray(),
                        ["line"] = new Attributes { ["width"] = 0 },
                    },
                    ["showlegend"] = true,
                }
            );
    }

    /// <summary>Text with a small arrow that points at a place of the chart.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="x">Where, on the horizontal axis.</param>
    /// <param name="y">Where, on the vertical axis.</param>
    /// <param name="text">What to say there.</param>
    /// <example><code>chart.Note(5, 0.1, "here it stops learning")</code></example>
    public static GenericChart Note(this GenericChart chart, double x, double y, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Changed(chart)
            .Append(
                "annotations",
                new Attributes
                {
                    [Axes.InValues] = true,
                    ["x"] = Numbers.Round(x, 6),
                    ["y"] = Numbers.Round(y, 6),
                    ["text"] = text,
                    ["showarrow"] = true,
                    ["arrowhead"] = 2,
                    ["arrowwidth"] = 1,
                    ["ax"] = 30,
                    ["ay"] = -30,
                }
            );
    }

    /// <summary>An arrow from one place of the figure to another.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="from">Its tail.</param>
    /// <param name="to">Its head.</param>
    /// <param name="color">As CSS writes it.</param>
    /// <param name="width">In pixels.</param>
    /// <example><code>chart.Arrow((0, 0), (3, 4), color: "#0072B2")</code></example>
    public static GenericChart Arrow(
        this GenericChart chart,
        (double X, double Y) from,
        (double X, double Y) to,
        string color = "#888888",
        double width = 1.5
    ) =>
        Changed(chart)
            .Append(
                "annotations",
                new Attributes
                {
                    [Axes.InValues] = Axes.InOrder,
                    ["x"] = to.X,
                    ["y"] = to.Y,
                    ["ax"] = from.X,
                    ["ay"] = from.Y,
                    ["axref"] = "x",
                    ["ayref"] = "y",
                    ["text"] = "",
                    ["showarrow"] = true,
                    ["arrowhead"] = 2,
                    ["arrowwidth"] = width,
                    ["arrowcolor"] = color,
                }
            );

    /// <summary>Text in the figure, its middle at a place.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="x">Where, on the horizontal axis.</param>
    /// <param name="y">Where, on the vertical axis.</param>
    /// <param name="text">What to say there.</param>
    /// <param name="color">As CSS writes it.</param>
    /// <param name="size">Of the letters, in pixels.</param>
    /// <example><code>chart.Label(2, 0.5, "area 1.3", color: "#D55E00")</code></example>
    public static GenericChart Label(
        this GenericChart chart,
        double x,
        double y,
        string text,
        string? color = null,
        double size = 13
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        Attributes font = new() { ["size"] = size };
        if (color is not null)
        {
            font["color"] = color;
        }
        return Changed(chart)
            .Append(
                "annotations",
                new Attributes
                {
                    [Axes.InValues] = Axes.InOrder,
                    ["x"] = x,
                    ["y"] = y,
                    ["text"] = text,
                    ["showarrow"] = false,
                    ["font"] = font,
                }
            );
    }

    private static ChartBuilder Rule(GenericChart chart, double at, string? label, bool horizontal)
    {
        (string along, string across) = horizontal ? ("x", "y") : ("y", "x");
        Attributes line = new()
        {
            ["type"] = "line",
            [Axes.InValues] = true,
            [along + "ref"] = along + " domain",
            [along + "0"] = 0,
            [along + "1"] = 1,
            [across + "0"] = Numbers.Round(at, 6),
            [across + "1"] = Numbers.Round(at, 6),
            ["line"] = new Attributes
            {
                ["color"] = "#888888",
                ["width"] = 1.5,
                ["dash"] = "dot",
            },
        };
        ChartBuilder builder = Changed(chart).Append("shapes", line);
        if (label is null)
        {
            return builder;
        }
        return builder.Append(
            "annotations",
            new Attributes
            {
                [Axes.InValues] = true,
                ["text"] = label,
                ["showarrow"] = false,
                [along + "ref"] = along + " domain",
                [along] = 1,
                [across] = Numbers.Round(at, 6),
                ["xanchor"] = horizontal ? "right" : "center",
                ["yanchor"] = "bottom",
                ["borderpad"] = 1,
                ["font"] = new Attributes { ["size"] = 12 },
            }
        );
    }
}
