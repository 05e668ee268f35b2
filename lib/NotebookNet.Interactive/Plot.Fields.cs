using System.Collections;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

public static partial class Plot
{
    /// <summary>The level curves of a function of two variables; <see cref="Path(GenericChart, IEnumerable{ValueTuple{double, double}}, string)"/> draws paths over them.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">From where to where, horizontally.</param>
    /// <param name="y">From where to where, vertically.</param>
    /// <param name="points">At how many points along each axis it is computed, at least 2.</param>
    /// <param name="levels">About how many curves.</param>
    /// <exception cref="ArgumentException">A range is empty, or nothing is finite.</exception>
    /// <example><code>Plot.Contour((x, y) => x * x / 20 + y * y, (-8, 8), (-3, 3)).Path(path, "SGD")</code></example>
    public static GenericChart Contour(
        Func<double, double, double> f,
        (double From, double To) x,
        (double From, double To) y,
        int points = 60,
        int levels = 16
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(levels);
        Attributes trace = new()
        {
            ["type"] = "contour",
            ["ncontours"] = levels,
            ["colorscale"] = Theme.PaleScale(),
            ["contours"] = new Attributes { ["coloring"] = "fill" },
            ["line"] = new Attributes { ["color"] = "rgba(90,90,90,0.5)", ["width"] = 1 },
            ["colorbar"] = ColorBar(null),
        };
        Sample(trace, f, x, y, points);
        return new ChartBuilder()
            .Add(trace)
            .Set("xaxis.showgrid", false)
            .Set("yaxis.showgrid", false)
            .Show("xaxis", x.From, x.To)
            .Show("yaxis", y.From, y.To);
    }

    /// <summary>The surface z = f(x, y), to be turned with the mouse.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">From where to where along the first axis.</param>
    /// <param name="y">From where to where along the second axis.</param>
    /// <param name="points">At how many points along each axis it is computed, at least 2.</param>
    /// <exception cref="ArgumentException">A range is empty, or nothing is finite.</exception>
    /// <example><code>Plot.Surface((x, y) => x * x / 20 + y * y, (-10, 10), (-10, 10)).ZAxis("f(x, y)")</code></example>
    public static GenericChart Surface(
        Func<double, double, double> f,
        (double From, double To) x,
        (double From, double To) y,
        int points = 50
    )
    {
        Attributes trace = new()
        {
            ["type"] = "surface",
            ["colorscale"] = Theme.Sequential,
            ["showscale"] = false,
            ["contours"] = new Attributes
            {
                ["z"] = new Attributes
                {
                    ["show"] = true,
                    ["color"] = "#ffffff",
                    ["width"] = 1,
                },
            },
        };
        Sample(trace, f, x, y, points);
        return new ChartBuilder()
            .Add(trace)
            .Set("scene.aspectmode", "manual")
            .Set("scene.aspectratio", InSpace(1, 1, 0.78))
            .Set("scene.camera.eye", InSpace(1.2, -1.45, 0.78))
            .Set("scene.camera.center", InSpace(0, 0, -0.12))
            .Set("scene.xaxis.title.text", "x")
            .Set("scene.yaxis.title.text", "y")
            .Set("scene.zaxis.title.text", "z")
            .Set("margin", NarrowMargin());
    }

    /// <summary>A matrix as coloured cells, its first row on top: from dark to bright, or, when signs differ, from blue over white (zero) to red.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="rows">The rows' names, top to bottom; their numbers when null.</param>
    /// <param name="columns">The columns' names; their numbers when null.</param>
    /// <param name="format">How each cell's number is written into it, as d3 writes formats (".2f", "d"); not at all when null.</param>
    /// <param name="colorTitle">What the colour bar measures.</param>
    /// <exception cref="ArgumentException">Nothing is finite, or there are not as many names as rows or columns.</exception>
    /// <example><code>Plot.Heatmap(confusion, format: "d").XAxis("predicted").YAxis("digit")</code></example>
    public static GenericChart Heatmap(
        Matrix<double> values,
        IEnumerable<string>? rows = null,
        IEnumerable<string>? columns = null,
        string? format = null,
        string? colorTitle = null
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] all = values.ToRowMajorArray();
        Numbers.RequireFinite(all, nameof(values));
        bool signed = all.Any(value => value < 0) && all.Any(value => value > 0);
        Attributes trace = new()
        {
            ["type"] = "heatmap",
            ["z"] = values
                .EnumerateRows()
                .Select(row => Numbers.Rounded(row.AsArray() ?? [.. row]))
                .ToArray(),
            ["x"] = Labels(columns, values.ColumnCount, nameof(columns)),
            ["y"] = Labels(rows, values.RowCount, nameof(rows)),
            ["xgap"] = 1,
            ["ygap"] = 1,
            ["colorbar"] = ColorBar(colorTitle),
        };
        trace["colorscale"] = signed ? Theme.DivergingScale() : Theme.Sequential;
        if (signed)
        {
            double largest = all.Where(double.IsFinite).Max(Math.Abs);
            trace["zmin"] = Numbers.Round(-largest, 6);
            trace["zmax"] = Numbers.Round(largest, 6);
        }
        if (format is not null)
        {
            trace["texttemplate"] = $"%{{z:{format}}}";
        }
        ChartBuilder figure = new ChartBuilder().Add(trace).Set("yaxis.autorange", "reversed");
        foreach (string axis in (ReadOnlySpan<string>)["xaxis", "yaxis"])
        {
            figure.Set($"{axis}.showgrid", false).Set($"{axis}.type", "category");
        }
        return figure;
    }

    /// <summary>
    /// How often each class got each answer: a row for each class, a column for each answer. Right answers stand on the grey diagonal;
    /// the redder a cell, the more frequent this error, on a scale of the errors alone.
    /// </summary>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <param name="answers">The class it was taken for, as many.</param>
    /// <param name="classes">The classes' names; their numbers when null.</param>
    /// <exception cref="ArgumentException">There are none, not as many answers as labels, or a class has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative.</exception>
    /// <example><code>Plot.Confusion(labels, predictions).Titled("It takes 4 for 9 most often")</code></example>
    public static GenericChart Confusion(
        IEnumerable<int> labels,
        IEnumerable<int> answers,
        IEnumerable<string>? classes = null
    )
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(answers);
        int[] rows = [.. labels];
        int[] columns = [.. answers];
        if (rows.Length == 0 || rows.Length != columns.Length)
        {
            throw new ArgumentException(
                $"Expected an answer for each label and at least one, got {rows.Length} labels and {columns.Length} answers.",
                nameof(answers)
            );
        }
        ArgumentOutOfRangeException.ThrowIfNegative(rows.Min(), nameof(labels));
        ArgumentOutOfRangeException.ThrowIfNegative(columns.Min(), nameof(answers));
        List<string>? names = classes?.ToList();
        int last = Math.Max(rows.Max(), columns.Max());
        int count = names?.Count ?? last + 1;
        if (last >= count)
        {
            throw new ArgumentException(
                $"There are {count} names, but a class has the number {last}.",
                nameof(classes)
            );
        }
        Matrix<double> counts = Matrix<double>.Build.Dense(count, count);
        for (int i = 0; i < rows.Length; i++)
        {
            counts[rows[i], columns[i]]++;
        }
        Matrix<double> right = counts.MapIndexed((i, j, n) => i == j ? n : double.NaN);
        Matrix<double> wrong = counts.MapIndexed((i, j, n) => i == j ? double.NaN : n);
        ChartBuilder figure = new ChartBuilder(Heatmap(right, names, names, "d"))
            .SetTrace(0, "colorscale", new[] { new object[] { 0, "#d4d4d4" }, [1, "#d4d4d4"] })
            .SetTrace(0, "showscale", false);
        figure.Traces[0].Properties.Remove("colorbar");
        if (count > 1)
        {
            figure
                .Add(new ChartBuilder(Heatmap(wrong, names, names, "d", "errors")).Traces[0])
                .SetTrace(1, "colorscale", new[] { new object[] { 0, "#f7f7f7" }, [1, "#b2182b"] })
                .SetTrace(1, "zmin", 0)
                .SetTrace(1, "zmax", Math.Max(1, wrong.Enumerate().Where(double.IsFinite).Max()));
        }
        return ((GenericChart)figure).XAxis("answer").YAxis("class").Size(560, 500);
    }

    /// <summary>An arrow field: at each point of a grid the arrow (u, v), the longest as long as the grid is wide.</summary>
    /// <param name="field">The arrow at (x, y).</param>
    /// <param name="x">From where to where, horizontally.</param>
    /// <param name="y">From where to where, vertically.</param>
    /// <param name="points">How many arrows along each axis, at least 2.</param>
    /// <param name="name">What the arrows are.</param>
    /// <param name="sameLength">Whether all arrows are drawn equally long, so that they show the direction only.</param>
    /// <exception cref="ArgumentException">A range is empty, or no arrow is finite.</exception>
    /// <example><code>Plot.Quiver((x, y) => (-2 * x, -2 * y), (-2, 2), (-2, 2))</code></example>
    public static GenericChart Quiver(
        Func<double, double, (double U, double V)> field,
        (double From, double To) x,
        (double From, double To) y,
        int points = 15,
        string? name = null,
        bool sameLength = false
    )
    {
        ArgumentNullException.ThrowIfNull(field);
        List<(double X, double Y, double U, double V)> arrows =
        [
            .. from b in Range(y, points, nameof(y))
            from a in Range(x, points, nameof(x))
            let arrow = field(a, b)
            select (a, b, arrow.U, arrow.V),
        ];
        return Quiver(
            arrows.Select(arrow => arrow.X),
            arrows.Select(arrow => arrow.Y),
            arrows.Select(arrow => arrow.U),
            arrows.Select(arrow => arrow.V),
            name,
            sameLength
        );
    }

    /// <summary>Arrows (u, v) that start at the points (x, y), drawn to one scale so that they do not cover each other.</summary>
    /// <param name="x">The tails' horizontal positions.</param>
    /// <param name="y">The tails' vertical positions, as many.</param>
    /// <param name="u">The arrows' horizontal parts, as many.</param>
    /// <param name="v">The arrows' vertical parts, as many.</param>
    /// <param name="name">What the arrows are.</param>
    /// <param name="sameLength">Whether all arrows are drawn equally long, so that they show the direction only.</param>
    /// <exception cref="ArgumentException">The lengths differ, or no arrow is finite.</exception>
    /// <example><code>Plot.Quiver([3, 0, 3], [4, 2, 0], [-6, 0, -6], [-8, -4, 0])</code></example>
    public static GenericChart Quiver(
        IEnumerable<double> x,
        IEnumerable<double> y,
        IEnumerable<double> u,
        IEnumerable<double> v,
        string? name = null,
        bool sameLength = false
    )
    {
        double[] tailX = Numbers.Read(x, nameof(x));
        double[] tailY = Numbers.Read(y, nameof(y));
        double[] partX = Numbers.Read(u, nameof(u));
        double[] partY = Numbers.Read(v, nameof(v));
        Numbers.RequireSameLength(tailX, tailY, name);
        if (partX.Length != tailX.Length || partY.Length != tailX.Length)
        {
            throw new ArgumentException(
                $"There are {tailX.Length} points, {partX.Length} values of u and {partY.Length} of v: they must be as many."
            );
        }
        ArrowField arrows = new(tailX, tailY, partX, partY, sameLength);
        Attributes trace = new()
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["x"] = arrows.X,
            ["y"] = arrows.Y,
            ["line"] = new Attributes { ["width"] = 1.5 },
            ["hoverinfo"] = "skip",
            ["meta"] = $"arrows{(name is null ? "" : $" '{name}'")}: {arrows.Count}",
        };
        Name(trace, name);
        return new ChartBuilder()
            .Add(trace)
            .Show("xaxis", arrows.RangeX[0], arrows.RangeX[1])
            .Show("yaxis", arrows.RangeY[0], arrows.RangeY[1]);
    }

    /// <summary>The spread of several groups of values: median, quartiles, whiskers, and outliers as points.</summary>
    /// <param name="groups">Name and values of each group.</param>
    /// <exception cref="ArgumentException">There are none, or nothing is finite.</exception>
    /// <example><code>Plot.Box([("batch 10", losses10), ("batch 100", losses100)]).YAxis("loss")</code></example>
    public static GenericChart Box<T>(IEnumerable<(string Name, T Values)> groups)
        where T : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(groups);
        List<(string Name, T Values)> all = [.. groups];
        Numbers.RequireSome(all, "group", nameof(groups));
        ChartBuilder figure = new();
        for (int i = 0; i < all.Count; i++)
        {
            double[] values = Numbers.Read(all[i].Values, nameof(groups));
            Numbers.RequireFinite(values, nameof(groups));
            figure.Add(
                new Attributes
                {
                    ["type"] = "box",
                    ["name"] = all[i].Name,
                    ["y"] = Numbers.Rounded(values, 5),
                    ["boxpoints"] = values.Length <= 20 ? "all" : "outliers",
                    ["pointpos"] = values.Length <= 20 ? -1.5 : 0,
                    ["marker"] = new Attributes { ["size"] = 5 },
                    ["showlegend"] = false,
                }
            );
        }
        return figure;
    }

    private static Attributes InSpace(double x, double y, double z) =>
        new()
        {
            ["x"] = x,
            ["y"] = y,
            ["z"] = z,
        };

    private static void Sample(
        Attributes trace,
        Func<double, double, double> f,
        (double From, double To) x,
        (double From, double To) y,
        int points
    )
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] columns = Range(x, points, nameof(x));
        double[] rows = Range(y, points, nameof(y));
        double[] values = [.. from b in rows from a in columns select f(a, b)];
        Numbers.RequireFinite(values, nameof(f));
        trace["x"] = Numbers.Rounded(columns);
        trace["y"] = Numbers.Rounded(rows);
        trace["z"] = values.Chunk(columns.Length).Select(row => Numbers.Rounded(row, 5)).ToArray();
    }

    private static string[] Labels(IEnumerable<string>? names, int count, string what)
    {
        string[] labels = names is null
            ? [.. Enumerable.Range(0, count).Select(i => Written(i))]
            : [.. names.Select(name => name ?? "")];
        return labels.Length == count
            ? labels
            : throw new ArgumentException(
                $"The matrix has {count} {what}, there are {labels.Length} names.",
                what
            );
    }
}
