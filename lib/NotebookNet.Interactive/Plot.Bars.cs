using System.Collections;
using System.Numerics;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

public static partial class Plot
{
    /// <summary>How many values fall into each of equal intervals. The counting is done here: the figure holds the counts, not the values.</summary>
    /// <param name="values">The values; those that are NaN or infinite are counted on the figure.</param>
    /// <param name="bins">How many intervals, at least 1.</param>
    /// <param name="range">From where to where, values outside counted on the figure; from the smallest to the largest when null.</param>
    /// <param name="name">What the values are.</param>
    /// <exception cref="ArgumentException">There are none, nothing is finite, or the range is empty.</exception>
    /// <example><code>Plot.Histogram(activations, bins: 40, range: (0, 1)).XAxis("activation").YAxis("count")</code></example>
    public static GenericChart Histogram<T>(
        IEnumerable<T> values,
        int bins = 30,
        (double From, double To)? range = null,
        string? name = null
    )
        where T : INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        double[] read = Numbers.Read(values, nameof(values));
        Numbers.RequireFinite(read, nameof(values));
        double[] finite = [.. read.Where(double.IsFinite)];
        (double from, double to) = range ?? (finite.Min(), finite.Max());
        if (range is null && from == to)
        {
            double half = from == 0 ? 0.5 : Math.Abs(from) / 2;
            (from, to) = (from - half, to + half);
        }
        double[] edges = Range((from, to), bins + 1, nameof(range));
        int[] counts = new int[bins];
        foreach (double value in finite)
        {
            if (value >= from && value <= to)
            {
                counts[Math.Min(bins - 1, (int)((value - from) / (to - from) * bins))]++;
            }
        }
        Attributes trace = new()
        {
            ["type"] = "bar",
            ["x"] = Numbers.Rounded([
                .. Enumerable.Range(0, bins).Select(i => (edges[i] + edges[i + 1]) / 2),
            ]),
            ["y"] = counts.ToArray(),
            ["width"] = Numbers.Round((to - from) / bins, 6),
            ["marker"] = new Attributes { ["line"] = new Attributes { ["width"] = 0 } },
            ["meta"] = Invariant(
                $"histogram{(name is null ? "" : $" '{name}'")}: {counts.Sum()} of {read.Length} values in {bins} bins from {Numbers.Round(from, 4)} to {Numbers.Round(to, 4)}"
            ),
        };
        Name(trace, name);
        ChartBuilder figure = new ChartBuilder()
            .Add(trace)
            .Set("bargap", 0)
            .Show("xaxis", from, to);
        int outside = finite.Length - counts.Sum();
        int other = read.Length - finite.Length;
        return outside + other == 0
            ? figure
            : figure.Append("annotations", Missing(outside, other, counts));
    }

    /// <summary>How many values no bar holds, in that upper corner where the bars are lower.</summary>
    private static Attributes Missing(int outside, int other, int[] counts)
    {
        int third = (counts.Length + 2) / 3;
        bool left = counts[..third].Max() < counts[^third..].Max();
        List<string> parts = [];
        if (outside > 0)
        {
            parts.Add(Invariant($"{outside:N0} value{(outside == 1 ? "" : "s")} outside"));
        }
        if (other > 0)
        {
            parts.Add(Invariant($"{other:N0} NaN or infinite"));
        }
        return new Attributes
        {
            ["text"] = string.Join("<br>", parts),
            ["showarrow"] = false,
            ["xref"] = "x domain",
            ["yref"] = "y domain",
            ["x"] = left ? 0 : 1,
            ["y"] = 1,
            ["xanchor"] = left ? "left" : "right",
            ["yanchor"] = "top",
            ["align"] = left ? "left" : "right",
            ["font"] = new Attributes { ["size"] = 11 },
        };
    }

    /// <summary>A bar for each category.</summary>
    /// <param name="categories">The categories' names or numbers, one a bar.</param>
    /// <param name="values">The bars' heights, as many.</param>
    /// <param name="name">What the bars are.</param>
    /// <exception cref="ArgumentException">The lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Bar(Enumerable.Range(0, 10), countPerDigit).XAxis("digit").YAxis("images")</code></example>
    public static GenericChart Bar<TCategory, T>(
        IEnumerable<TCategory> categories,
        IEnumerable<T> values,
        string? name = null
    )
        where T : INumberBase<T> =>
        Bars(categories, [(name ?? "", Numbers.Read(values, nameof(values)))]);

    /// <summary>Groups of bars: for each category, one bar of each series.</summary>
    /// <param name="categories">The categories' names or numbers.</param>
    /// <param name="series">Name and heights of each series, one height a category.</param>
    /// <exception cref="ArgumentException">There are none, the lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Bars(["none", "dropout"], [("train", trainAccuracy), ("test", testAccuracy)])</code></example>
    public static GenericChart Bars<TCategory, T>(
        IEnumerable<TCategory> categories,
        IEnumerable<(string Name, T Values)> series
    )
        where T : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(series);
        string[] labels = [.. categories.Select(label => Written(label))];
        List<(string Name, T Values)> all = [.. series];
        Numbers.RequireSome(all, "series", nameof(series));
        string[] shapes = ["", "/", "x", ".", "\\", "-", "+", "|"];
        ChartBuilder figure = new();
        for (int i = 0; i < all.Count; i++)
        {
            double[] heights = Numbers.Read(all[i].Values, nameof(series));
            if (heights.Length != labels.Length)
            {
                throw new ArgumentException(
                    $"There are {labels.Length} categories and {heights.Length} values{(all[i].Name.Length > 0 ? $" of '{all[i].Name}'" : "")}.",
                    nameof(series)
                );
            }
            Numbers.RequireFinite(heights, nameof(series));
            Attributes marker = new();
            string shape = shapes[i % shapes.Length];
            if (shape.Length > 0)
            {
                marker["pattern"] = new Attributes { ["shape"] = shape, ["solidity"] = 0.25 };
            }
            Attributes trace = new()
            {
                ["type"] = "bar",
                ["x"] = labels.ToArray(),
                ["y"] = Numbers.Rounded(heights),
                ["marker"] = marker,
            };
            Name(trace, all[i].Name.Length > 0 ? all[i].Name : null);
            figure.Add(trace);
        }
        return figure.Set("xaxis.type", "category").Set("barmode", "group").Set("bargap", 0.25);
    }

    /// <inheritdoc cref="Bars{TCategory, T}"/>
    public static GenericChart Bars<TCategory>(
        IEnumerable<TCategory> categories,
        IEnumerable<(string Name, IEnumerable<double> Values)> series
    ) => Bars<TCategory, IEnumerable<double>>(categories, series);
}
