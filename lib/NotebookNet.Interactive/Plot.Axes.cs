using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

/// <content>What is around a figure: title, size, axes. Each call returns a new chart and leaves the one it is called on as it was.</content>
public static partial class Plot
{
    /// <summary>Width in pixels unless set.</summary>
    internal const int DefaultWidth = 700;

    /// <summary>Height in pixels unless set.</summary>
    internal const int DefaultHeight = 420;

    /// <summary>The title above the figure: best a sentence that says the finding. Long ones are wrapped.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="title">Text; <c>&lt;br&gt;</c>, <c>&lt;b&gt;</c>, <c>&lt;i&gt;</c>, <c>&lt;sub&gt;</c> and <c>&lt;sup&gt;</c> mean what they do in HTML.</param>
    /// <example><code>chart.Titled("Both curves rise together")</code></example>
    public static GenericChart Titled(this GenericChart chart, string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return Changed(chart).Set("title.text", title);
    }

    /// <summary>The size of all of it in pixels, the title included.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="width">At least 100.</param>
    /// <param name="height">At least 100.</param>
    /// <example><code>chart.Size(900, 300)</code></example>
    public static GenericChart Size(this GenericChart chart, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 100);
        return Changed(chart).Set("width", width).Set("height", height);
    }

    /// <summary>The horizontal axis: its title, and, where asked for, a logarithmic scale, the range shown and where its ticks stand.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="title">What is measured, with its unit.</param>
    /// <param name="log">Whether the scale is logarithmic (base 10).</param>
    /// <param name="range">The first and last value shown, as values on a log axis too.</param>
    /// <param name="ticks">The values at which ticks stand; as suits the range when null.</param>
    /// <exception cref="ArgumentException">The range is empty, or not positive on a log axis.</exception>
    /// <example><code>chart.XAxis("h", log: true, range: (1e-15, 1))</code></example>
    public static GenericChart XAxis(
        this GenericChart chart,
        string title,
        bool log = false,
        (double From, double To)? range = null,
        IEnumerable<double>? ticks = null
    ) => Axis(chart, "xaxis", title, log, range, ticks);

    /// <summary>The vertical axis, as <see cref="XAxis"/>.</summary>
    /// <inheritdoc cref="XAxis"/>
    /// <example><code>chart.YAxis("accuracy", range: (0, 1))</code></example>
    public static GenericChart YAxis(
        this GenericChart chart,
        string title,
        bool log = false,
        (double From, double To)? range = null,
        IEnumerable<double>? ticks = null
    ) => Axis(chart, "yaxis", title, log, range, ticks);

    /// <summary>The third axis of a surface.</summary>
    /// <inheritdoc cref="XAxis"/>
    /// <exception cref="ArgumentException">The figure has no third axis, or the range is empty.</exception>
    /// <example><code>Plot.Surface(f, (-10, 10), (-10, 10)).ZAxis("f(x, y)")</code></example>
    public static GenericChart ZAxis(
        this GenericChart chart,
        string title,
        bool log = false,
        (double From, double To)? range = null
    )
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Kinds.IsInSpace(chart)
            ? Axis(chart, "zaxis", title, log, range, null)
            : throw new ArgumentException(
                "Only a figure with a surface or another 3-D trace has a third axis."
            );
    }

    /// <summary>One unit is as long on both axes, so that circles are round and right angles right.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <example><code>Plot.Contour(f, (-3, 3), (-3, 3)).EqualAxes()</code></example>
    public static GenericChart EqualAxes(this GenericChart chart) =>
        Changed(chart).Set("yaxis.scaleanchor", "x");

    /// <summary>No axes at all around what is drawn: a sketch, a graph.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="x">The first and last value shown, horizontally.</param>
    /// <param name="y">The first and last value shown, vertically.</param>
    /// <example><code>chart.NoAxes((0, 4), (-1, 1))</code></example>
    public static GenericChart NoAxes(
        this GenericChart chart,
        (double From, double To) x,
        (double From, double To) y
    ) =>
        Changed(chart)
            .Hide("xaxis", x.From, x.To)
            .Hide("yaxis", y.From, y.To)
            .Set("margin", NarrowMargin());

    /// <summary>The figure as plotly.js takes it: an object with <c>data</c>, <c>layout</c>, <c>config</c> and, when animated, <c>frames</c>.</summary>
    /// <remarks>
    /// Colours, the legend, positions on logarithmic axes, ticks and the size are decided here, from the whole figure, so that the
    /// order of calls does not matter; what the chart says itself stays. Long curves are thinned to what can be seen, and arrays of more than 20
    /// numbers are packed as plotly.js reads them from version 2.28 on: <c>dtype</c>, <c>bdata</c>, <c>shape</c>.
    /// </remarks>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="dark">Whether for a dark page; a stored notebook has the light one.</param>
    /// <exception cref="InvalidOperationException">A line or note stands at 0 or below on an axis that is logarithmic.</exception>
    public static JsonObject ToJson(this GenericChart chart, bool dark = false)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return new Drawing(chart).ToJson(dark);
    }

    /// <summary>
    /// The chart as it is drawn, with colours, ticks and sizes decided: for functions of Plotly.NET that draw by themselves, such as
    /// <c>SaveHtml</c>. An animation is its last state.
    /// </summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <exception cref="InvalidOperationException">A line or note stands at 0 or below on an axis that is logarithmic.</exception>
    /// <example><code>
    /// using Plotly.NET.CSharp;
    /// Plot.Line(losses).YAxis("loss", log: true).Decided().SaveHtml("loss.html")
    /// </code></example>
    public static GenericChart Decided(this GenericChart chart)
    {
        JsonObject json = ToJson(chart);
        ChartBuilder builder = new();
        foreach (JsonNode? trace in (JsonArray)json["data"]!)
        {
            builder.Add((Attributes)Parts.Of(trace)!);
        }
        foreach ((string name, JsonNode? value) in (JsonObject)json["layout"]!)
        {
            if (name is not ("sliders" or "updatemenus"))
            {
                builder.Layout.Put(name, Parts.Of(value));
            }
        }
        return builder;
    }

    private static ChartBuilder Changed(GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return new ChartBuilder(chart);
    }

    private static Attributes NarrowMargin() =>
        new()
        {
            ["l"] = 10,
            ["r"] = 10,
            ["b"] = 10,
        };

    private static ChartBuilder Axis(
        GenericChart chart,
        string name,
        string title,
        bool log,
        (double From, double To)? range,
        IEnumerable<double>? ticks
    )
    {
        ArgumentNullException.ThrowIfNull(title);
        ChartBuilder builder = Changed(chart);
        Part? axis = builder.Layout.Find(name) as Part;
        bool wasLog = axis?.Find("type") as string == "log";
        log |= wasLog;
        double[]? ends = range is { } given
            ? [given.From, given.To]
            : axis?.Find(Axes.Shown) as double[];
        bool bad =
            ends is not null
            && (!ends.All(double.IsFinite) || ends[0] == ends[1] || (log && ends.Min() <= 0));
        if (bad)
        {
            throw new ArgumentException(
                Invariant(
                    $"The range ({ends![0]}, {ends[1]}) of the {name[..1]} axis must have two different finite ends{(log ? " above 0, since the axis is logarithmic" : "")}."
                ),
                nameof(range)
            );
        }
        builder.Set(name + ".title.text", title);
        if (log)
        {
            builder.Set(name + ".type", "log");
        }
        // Plotly.NET's range is in plotly's terms, which are logarithms where the axis has become logarithmic.
        bool stale = log && !wasLog && axis?.Find("range") is not null;
        if (range is not null || stale)
        {
            ((Part)builder.Layout.Find(name)!).Properties.Remove("range");
        }
        if (range is { } shown)
        {
            builder.Show(name, shown.From, shown.To);
        }
        if (ticks is not null)
        {
            builder.Set(name + ".tickvals", ticks);
        }
        return builder;
    }
}
