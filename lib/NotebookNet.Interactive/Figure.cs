using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Plotly;

namespace NotebookNet.Interactive;

/// <summary>
/// A plotly.js figure as data: traces, layout, animation frames and configuration, under plotly's own names. Made by
/// <see cref="Chart"/>, refined by the methods here, each of which changes this figure and returns it.
/// </summary>
/// <example><code>
/// Chart.Line(steps, losses, name: "SGD")
///     .Titled("The loss falls quickly, then slowly")
///     .XAxis("iteration")
///     .YAxis("loss", log: true)
/// </code></example>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed partial class Figure
{
    /// <summary>Width in pixels unless set.</summary>
    public const int DefaultWidth = 700;

    /// <summary>Height in pixels unless set.</summary>
    public const int DefaultHeight = 420;

    /// <summary>The traces: plotly's <c>data</c>.</summary>
    public JsonArray Data { get; } = [];

    /// <summary>Axes, titles, shapes, size as they were asked for: plotly's <c>layout</c> before what <see cref="ToJson"/> decides.</summary>
    public JsonObject Layout { get; } = [];

    /// <summary>The states of an animation: plotly's <c>frames</c>.</summary>
    public JsonArray Frames { get; } = [];

    /// <summary>How the live figure behaves: plotly's <c>config</c>.</summary>
    public JsonObject Config { get; } =
        new()
        {
            ["responsive"] = false,
            ["displaylogo"] = false,
            ["modeBarButtonsToRemove"] = new JsonArray(
                "zoomIn2d",
                "zoomOut2d",
                "autoScale2d",
                "select2d",
                "lasso2d",
                "orbitRotation",
                "tableRotation",
                "resetCameraLastSave3d"
            ),
        };

    /// <summary>Width in pixels, as the figure is drawn.</summary>
    public int Width => new Drawing(this).Width;

    /// <summary>Height in pixels, as the figure is drawn: with its title, all its panels and whatever else it has.</summary>
    public int Height => new Drawing(this).Height;

    /// <summary>The title as one line of text; empty when there is none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Sets any attribute plotly has, by its path.</summary>
    /// <param name="path">Begins with <c>layout</c>, <c>data[i]</c>, <c>config</c> or <c>frames[i]</c>: "layout.xaxis.title.text".</param>
    /// <param name="value">A string, number, bool, sequence, anonymous object or <see cref="JsonNode"/>; null removes nothing, it is JSON's null.</param>
    /// <exception cref="ArgumentException">The path is malformed or begins with another word.</exception>
    /// <example><code>figure.Set("layout.xaxis.dtick", 100).Set("data[0].line.width", 3)</code></example>
    public Figure Set(string path, object? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        int end = path.AsSpan().IndexOfAny('.', '[');
        string first = end < 0 ? path : path[..end];
        if (end < 0 || first is not ("layout" or "data" or "config" or "frames"))
        {
            throw new ArgumentException(
                $"'{path}' must begin with 'layout.', 'data[i].', 'config.' or 'frames[i].'.",
                nameof(path)
            );
        }
        JsonNode part = first switch
        {
            "layout" => Layout,
            "data" => Data,
            "config" => Config,
            _ => Frames,
        };
        JsonPath.Set(part, path[end] == '.' ? path[(end + 1)..] : path[end..], value, path);
        return this;
    }

    /// <summary>Sets an attribute of one trace.</summary>
    /// <param name="index">The trace's place, from 0.</param>
    /// <param name="path">The attribute's path within the trace: "line.width".</param>
    /// <param name="value">As in <see cref="Set"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trace.</exception>
    /// <example><code>figure.SetTrace(0, "line.width", 4)</code></example>
    public Figure SetTrace(int index, string path, object? value)
    {
        if (index < 0 || index >= Data.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index),
                Invariant(
                    $"There is no trace {index}: the figure has {Data.Count}, numbered from 0."
                )
            );
        }
        JsonPath.Set(Data[index]!, path, value);
        return this;
    }

    /// <summary>Sets an attribute of every trace of that name.</summary>
    /// <param name="name">The trace's name, as the legend shows it.</param>
    /// <param name="path">The attribute's path within the trace: "line.width".</param>
    /// <param name="value">As in <see cref="Set"/>.</param>
    /// <exception cref="ArgumentException">No trace has that name.</exception>
    /// <example><code>figure.SetTrace("Adam", "line.width", 4)</code></example>
    public Figure SetTrace(string name, string path, object? value)
    {
        List<int> found =
        [
            .. Enumerable.Range(0, Data.Count).Where(i => (string?)Data[i]!["name"] == name),
        ];
        if (found.Count == 0)
        {
            string names = string.Join(", ", Data.Select(trace => $"'{(string?)trace!["name"]}'"));
            throw new ArgumentException(
                $"No trace is named '{name}'; there are {names}.",
                nameof(name)
            );
        }
        foreach (int index in found)
        {
            SetTrace(index, path, value);
        }
        return this;
    }

    /// <summary>The title above the figure: best a sentence that says the finding. Long ones are wrapped.</summary>
    /// <param name="title">Text; <c>&lt;br&gt;</c>, <c>&lt;b&gt;</c>, <c>&lt;i&gt;</c>, <c>&lt;sub&gt;</c> and <c>&lt;sup&gt;</c> mean what they do in HTML.</param>
    /// <example><code>figure.Titled("Both curves rise together")</code></example>
    public Figure Titled(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title.Replace("<br>", " ", StringComparison.Ordinal);
        JsonPath.Set(Layout, "title.text", title);
        return this;
    }

    /// <summary>The size of all of it in pixels, the title included.</summary>
    /// <param name="width">At least 100.</param>
    /// <param name="height">At least 100.</param>
    /// <example><code>figure.Size(900, 300)</code></example>
    public Figure Size(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 100);
        Layout["width"] = width;
        Layout["height"] = height;
        return this;
    }

    /// <summary>The horizontal axis: its title, and, where asked for, a logarithmic scale and the range shown.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    /// <param name="log">Whether the scale is logarithmic (base 10).</param>
    /// <param name="range">The first and last value shown, as values on a log axis too.</param>
    /// <exception cref="ArgumentException">The range is empty, or not positive on a log axis.</exception>
    /// <example><code>figure.XAxis("h", log: true, range: (1e-15, 1))</code></example>
    public Figure XAxis(string title, bool log = false, (double From, double To)? range = null) =>
        Axis("xaxis", title, log, range);

    /// <summary>The vertical axis, as <see cref="XAxis"/>.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    /// <param name="log">Whether the scale is logarithmic (base 10).</param>
    /// <param name="range">The first and last value shown, as values on a log axis too.</param>
    /// <exception cref="ArgumentException">The range is empty, or not positive on a log axis.</exception>
    /// <example><code>figure.YAxis("accuracy", range: (0, 1))</code></example>
    public Figure YAxis(string title, bool log = false, (double From, double To)? range = null) =>
        Axis("yaxis", title, log, range);

    /// <summary>The third axis of a surface.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    /// <param name="log">Whether the scale is logarithmic (base 10).</param>
    /// <param name="range">The first and last value shown.</param>
    /// <exception cref="ArgumentException">The figure has no third axis, or the range is empty.</exception>
    /// <example><code>Chart.Surface(f, (-10, 10), (-10, 10)).ZAxis("f(x, y)")</code></example>
    public Figure ZAxis(string title, bool log = false, (double From, double To)? range = null) =>
        IsThreeDimensional
            ? Axis("zaxis", title, log, range)
            : throw new ArgumentException(
                "Only a figure with a surface or another 3-D trace has a third axis."
            );

    /// <summary>Draws another figure's traces, shapes and annotations over this one's.</summary>
    /// <param name="other">The figure whose traces are added; its title and axes are not.</param>
    /// <example><code>Chart.Scatter(x, y, name: "data").With(Chart.Line(x, fit, name: "fit"))</code></example>
    public Figure With(Figure other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (JsonNode? trace in other.Data)
        {
            Add((JsonObject)trace!.DeepClone());
        }
        foreach (string list in (ReadOnlySpan<string>)["shapes", "annotations"])
        {
            foreach (JsonNode? item in other.Layout[list] as JsonArray ?? [])
            {
                Append(list, (JsonObject)item!.DeepClone());
            }
        }
        return this;
    }

    /// <summary>The figure as plotly takes it: an object with <c>data</c>, <c>layout</c>, <c>config</c> and, when animated, <c>frames</c>.</summary>
    /// <remarks>
    /// Colours, the legend, positions on logarithmic axes, ticks and the size are decided here, from the whole figure, so that the
    /// order of calls does not matter. Long curves are thinned to what can be seen, and arrays of more than 20
    /// numbers are packed as plotly.js reads them from version 2.28 on: <c>dtype</c>, <c>bdata</c>, <c>shape</c>.
    /// </remarks>
    /// <param name="dark">Whether for a dark page; a stored notebook has the light one.</param>
    /// <exception cref="InvalidOperationException">A line or note stands at 0 or below on an axis that is logarithmic.</exception>
    public JsonObject ToJson(bool dark = false) => new Drawing(this).ToJson(dark);

    /// <summary>What the figure is in words: its title, and the kind, name and number of points of each trace.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Title.Length > 0 ? Title : "Figure");
        foreach (JsonNode? trace in Data)
        {
            if (
                trace!["visible"] is JsonValue visible
                && visible.TryGetValue(out bool shown)
                && !shown
            )
            {
                continue;
            }
            string line = TraceText.Describe((JsonObject)trace);
            if (line.Length > 0)
            {
                text.Append("\n  ").Append(line);
            }
        }
        if (Frames.Count > 0)
        {
            text.Append("\n  animation: ").Append(Frames.Count).Append(" frames");
        }
        return text.ToString();
    }

    /// <summary>The panels of a figure made of panels; null for any other figure.</summary>
    internal PanelGrid? Grid { get; init; }

    /// <summary>The size that suits what is drawn, without a title; null for the default size.</summary>
    internal (int Width, int Height)? NaturalSize { get; set; }

    /// <summary>The height of what stands below the figure: an animation's buttons.</summary>
    internal int Footer { get; set; }

    internal bool IsThreeDimensional =>
        Data.Any(trace => (string?)trace!["type"] is "surface" or "scatter3d" or "mesh3d");

    internal Figure Add(JsonObject trace)
    {
        Data.Add((JsonNode)trace);
        return this;
    }

    internal Figure Append(string list, JsonObject item)
    {
        if (Layout[list] is not JsonArray items)
        {
            items = [];
            Layout[list] = items;
        }
        items.Add((JsonNode)item);
        return this;
    }

    /// <summary>A copy that can be changed.</summary>
    internal Figure Copy()
    {
        Figure copy = new()
        {
            Title = Title,
            Grid = Grid,
            NaturalSize = NaturalSize,
            Footer = Footer,
        };
        foreach (JsonNode? trace in Data)
        {
            copy.Data.Add(trace!.DeepClone());
        }
        foreach ((string name, JsonNode? value) in Layout)
        {
            copy.Layout[name] = value?.DeepClone();
        }
        foreach ((string name, JsonNode? value) in Config)
        {
            copy.Config[name] = value?.DeepClone();
        }
        foreach (JsonNode? frame in Frames)
        {
            copy.Frames.Add(frame!.DeepClone());
        }
        return copy;
    }

    /// <summary>The first and last value that an axis shows, unless another range is asked for.</summary>
    internal Figure Show(string axis, double from, double to) =>
        Set($"layout.{axis}.{Axes.Shown}", new[] { from, to });

    private Figure Axis(string axis, string title, bool log, (double From, double To)? range)
    {
        ArgumentNullException.ThrowIfNull(title);
        log |= Axes.IsLog(Layout[axis] as JsonObject);
        double[]? ends = range is { } given
            ? [given.From, given.To]
            : JsonPath
                .Find(Layout, axis, Axes.Shown)
                ?.AsArray()
                .Select(end => (double)end!)
                .ToArray();
        bool bad =
            ends is not null
            && (!ends.All(double.IsFinite) || ends[0] == ends[1] || (log && ends.Min() <= 0));
        if (bad)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The range ({ends![0]}, {ends[1]}) of the {axis[..1]} axis must have two different finite ends{(log ? " above 0, since the axis is logarithmic" : "")}."
                ),
                nameof(range)
            );
        }
        JsonPath.Set(Layout, axis + ".title.text", title);
        if (log)
        {
            JsonPath.Set(Layout, axis + ".type", "log");
        }
        if (range is { } shown)
        {
            Layout[axis]!.AsObject().Remove("range");
            Show(axis, shown.From, shown.To);
        }
        return this;
    }
}
