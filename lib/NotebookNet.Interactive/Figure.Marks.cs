using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Plotly;

namespace NotebookNet.Interactive;

/// <content>What is drawn over a figure: lines across it, paths, notes.</content>
public sealed partial class Figure
{
    /// <summary>A straight line across the figure at a height: a target, a threshold.</summary>
    /// <param name="y">Where, on the vertical axis.</param>
    /// <param name="label">Text at the line's right end; none when null.</param>
    /// <example><code>figure.HorizontalLine(0.98, "target")</code></example>
    public Figure HorizontalLine(double y, string? label = null) =>
        Rule(y, label, horizontal: true);

    /// <summary>A straight line down the figure at a place: the best epoch, the chosen h.</summary>
    /// <param name="x">Where, on the horizontal axis.</param>
    /// <param name="label">Text at the line's upper end; none when null.</param>
    /// <example><code>figure.VerticalLine(1e-4, "the course's h")</code></example>
    public Figure VerticalLine(double x, string? label = null) => Rule(x, label, horizontal: false);

    /// <summary>The way of a point over a contour or through a plane: a line with a mark at each step, a large one where it starts.</summary>
    /// <param name="points">The points it visits, in order.</param>
    /// <param name="name">What went this way, for the legend; a method's name gives its colour.</param>
    /// <exception cref="ArgumentException">No point is finite.</exception>
    /// <example><code>Chart.Contour(f, (-8, 8), (-3, 3)).Path(path, "Momentum")</code></example>
    public Figure Path(IEnumerable<(double X, double Y)> points, string name)
    {
        ArgumentNullException.ThrowIfNull(points);
        List<(double X, double Y)> all = [.. points];
        return Path(all.Select(point => point.X), all.Select(point => point.Y), name);
    }

    /// <inheritdoc cref="Path(IEnumerable{ValueTuple{double, double}}, string)"/>
    /// <param name="points">The points it visits, in order, of two elements each: what an optimizer's path is.</param>
    /// <param name="name">What went this way, for the legend; a method's name gives its colour.</param>
    /// <example><code>Chart.Contour(f, (-8, 8), (-3, 3)).Path(new SGD(0.95).Path(gradient, start, 30), "SGD")</code></example>
    public Figure Path(IEnumerable<Vector<double>> points, string name)
    {
        ArgumentNullException.ThrowIfNull(points);
        List<Vector<double>> all = [.. points];
        int wrong = all.FindIndex(point => point.Count != 2);
        return wrong < 0
            ? Path(all.Select(point => (point[0], point[1])), name)
            : throw new ArgumentException(
                $"Point {wrong} of '{name}' has {all[wrong].Count} elements; a path in the plane has 2.",
                nameof(points)
            );
    }

    /// <inheritdoc cref="Path(IEnumerable{ValueTuple{double, double}}, string)"/>
    /// <param name="x">The points' horizontal positions, in order.</param>
    /// <param name="y">Their vertical positions, as many.</param>
    /// <param name="name">What went this way, for the legend; a method's name gives its colour.</param>
    public Figure Path(IEnumerable<double> x, IEnumerable<double> y, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] xs = Numbers.Read(x, nameof(x));
        double[] ys = Numbers.Read(y, nameof(y));
        Numbers.RequireSameLength(xs, ys, name);
        Numbers.RequireFinite(xs, nameof(x));
        Numbers.RequireFinite(ys, nameof(y));
        return Add(
            new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "lines+markers",
                ["name"] = name,
                ["x"] = Numbers.Array(xs),
                ["y"] = Numbers.Array(ys),
                ["line"] = new JsonObject { ["width"] = 2 },
                ["marker"] = new JsonObject
                {
                    ["size"] = new JsonArray([.. xs.Select((_, i) => (JsonNode)(i == 0 ? 11 : 5))]),
                    ["line"] = new JsonObject { ["width"] = 0 },
                },
                ["showlegend"] = true,
            }
        );
    }

    /// <summary>Text with a small arrow that points at a place of the figure.</summary>
    /// <param name="x">Where, on the horizontal axis.</param>
    /// <param name="y">Where, on the vertical axis.</param>
    /// <param name="text">What to say there.</param>
    /// <example><code>figure.Note(5, 0.1, "here it stops learning")</code></example>
    public Figure Note(double x, double y, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Append(
            "annotations",
            new JsonObject
            {
                [Axes.InValues] = true,
                ["x"] = Numbers.Node(x),
                ["y"] = Numbers.Node(y),
                ["text"] = text,
                ["showarrow"] = true,
                ["arrowhead"] = 2,
                ["arrowwidth"] = 1,
                ["ax"] = 30,
                ["ay"] = -30,
            }
        );
    }

    private Figure Rule(double at, string? label, bool horizontal)
    {
        (string along, string across) = horizontal ? ("x", "y") : ("y", "x");
        JsonObject line = new()
        {
            ["type"] = "line",
            [Axes.InValues] = true,
            [along + "ref"] = along + " domain",
            [along + "0"] = 0,
            [along + "1"] = 1,
            [across + "0"] = Numbers.Node(at),
            [across + "1"] = Numbers.Node(at),
            ["line"] = new JsonObject
            {
                ["color"] = "#888888",
                ["width"] = 1.5,
                ["dash"] = "dot",
            },
        };
        Append("shapes", line);
        if (label is null)
        {
            return this;
        }
        return Append(
            "annotations",
            new JsonObject
            {
                [Axes.InValues] = true,
                ["text"] = label,
                ["showarrow"] = false,
                [along + "ref"] = along + " domain",
                [along] = 1,
                [across] = Numbers.Node(at),
                ["xanchor"] = horizontal ? "right" : "center",
                ["yanchor"] = "bottom",
                ["borderpad"] = 1,
                ["font"] = new JsonObject { ["size"] = 12 },
            }
        );
    }
}
