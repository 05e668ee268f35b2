using System.Globalization;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

public static partial class Plot
{
    private const int SliderHeight = 90;

    /// <summary>Figures side by side, row after row, each under its own title, with one legend for all.</summary>
    /// <param name="figures">The panels.</param>
    /// <param name="columns">Panels in a row; all in one row up to four, else as fits, when null.</param>
    /// <param name="sharedX">Whether all panels show the same horizontal range, labelled once below each column.</param>
    /// <param name="sharedY">Whether all panels show the same vertical range, labelled once left of each row.</param>
    /// <exception cref="ArgumentException">There are no figures, or one is animated, made of panels itself, or without axes.</exception>
    /// <example><code>Plot.Panels([Plot.Line(losses).Titled("Loss"), Plot.Line(accuracies).Titled("Accuracy")], columns: 2)</code></example>
    public static GenericChart Panels(
        IEnumerable<GenericChart> figures,
        int? columns = null,
        bool sharedX = false,
        bool sharedY = false
    )
    {
        ArgumentNullException.ThrowIfNull(figures);
        List<GenericChart> panels = [.. figures];
        string? other = panels
            .SelectMany(panel => GenericChart.getTraces(panel))
            .Select(trace => trace.type)
            .FirstOrDefault(Kinds.IsOnItsOwn);
        string? complaint =
            panels.Count == 0 ? "Expected at least one panel, got none."
            : panels.Exists(panel => FigureExtras.Of(panel).Frames.Count > 0)
                ? "An animated figure cannot be a panel."
            : panels.Exists(Panel.IsSeveral) ? "A figure made of panels cannot itself be a panel."
            : other is not null
                ? $"A figure of the kind '{other}' has no axes: it cannot be a panel."
            : null;
        if (complaint is not null)
        {
            throw new ArgumentException(complaint, nameof(figures));
        }
        int across =
            columns
            ?? (panels.Count <= 4 ? panels.Count : (int)Math.Ceiling(Math.Sqrt(panels.Count)));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(across, nameof(columns));
        return new PanelGrid(panels, Math.Min(across, panels.Count), sharedX, sharedY).Figure;
    }

    /// <summary>A figure in motion, with a slider and a play button: at first it shows its last state, which is also what a still picture shows.</summary>
    /// <param name="states">Label and figure of each state, in order; each has the same traces in the same order.</param>
    /// <param name="prefix">What the slider writes before the label: "step ".</param>
    /// <param name="milliseconds">How long each state is shown, at least 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two states, or they have different numbers of traces.</exception>
    /// <example><code>Plot.Animation(Enumerable.Range(1, 30).Select(k => ($"{k}", Plot.Contour(f, (-8, 8), (-3, 3)).Path(path.Take(k), "SGD"))), prefix: "step ")</code></example>
    public static GenericChart Animation(
        IEnumerable<(string Label, GenericChart Figure)> states,
        string prefix = "",
        int milliseconds = 120
    )
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(milliseconds);
        ChartBuilder animation = Moving([.. states], prefix);
        ((Part[])animation.Layout.Find("sliders")!)[0].Set("pad.l", 190);
        animation.Append(
            "updatemenus",
            new Attributes
            {
                ["type"] = "buttons",
                ["direction"] = "left",
                ["showactive"] = false,
                ["x"] = 0,
                ["xanchor"] = "left",
                ["y"] = 0,
                ["yanchor"] = "top",
                ["pad"] = new Attributes { ["t"] = 70, ["r"] = 10 },
                ["buttons"] = (Attributes[])
                    [
                        Button("▶ Play", null, Pace(milliseconds)),
                        Button("❚❚ Pause", [null], Pace(0)),
                    ],
            }
        );
        return animation;
    }

    /// <summary>A figure with a slider for one parameter, to look what it does: at first it shows the last value, which is also what a still picture shows.</summary>
    /// <param name="values">The parameter's values, in order.</param>
    /// <param name="figure">The figure for a value; each has the same traces in the same order.</param>
    /// <param name="prefix">What the slider writes before the value: "h = ".</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or their figures have different numbers of traces.</exception>
    /// <example><code>Plot.Slider([1.0, 0.5, 0.1], h => Plot.Line(x => (Math.Sin(x + h) - Math.Sin(x)) / h, (0, 5)), prefix: "h = ")</code></example>
    public static GenericChart Slider<T>(
        IEnumerable<T> values,
        Func<T, GenericChart> figure,
        string prefix = ""
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(prefix);
        return Moving([.. values.Select(value => (Written(value), figure(value)))], prefix);
    }

    /// <summary>The last state with a slider below it, and a frame for each state with what is different in it.</summary>
    private static ChartBuilder Moving(
        List<(string Label, GenericChart Figure)> states,
        string prefix
    )
    {
        if (states.Count < 2)
        {
            throw new ArgumentException(
                $"A figure that changes needs at least 2 states, got {states.Count}.",
                nameof(states)
            );
        }
        List<JsonArray> data = [.. states.Select(state => ChartJson.Data(state.Figure))];
        List<JsonObject> layouts = [.. states.Select(state => ChartJson.Layout(state.Figure))];
        int count = data[^1].Count;
        int different = data.FindIndex(traces => traces.Count != count);
        if (different >= 0)
        {
            throw new ArgumentException(
                $"State '{states[different].Label}' has {data[different].Count} traces, the last has {count}.",
                nameof(states)
            );
        }
        int[] changing =
        [
            .. Enumerable
                .Range(0, count)
                .Where(i => data.Exists(traces => !JsonNode.DeepEquals(traces[i], data[^1][i]))),
        ];
        ChartBuilder animation = new(states[^1].Figure);
        foreach (Attributes ends in Extent.Of(data))
        {
            animation.Add(ends);
        }
        List<Attributes> frames = [];
        for (int state = 0; state < states.Count; state++)
        {
            Attributes frame = new()
            {
                ["name"] = states[state].Label,
                ["data"] = State(states[state].Figure, states[^1].Figure, changing),
                ["traces"] = changing,
            };
            foreach (string part in (ReadOnlySpan<string>)["title", "shapes", "annotations"])
            {
                if (!JsonNode.DeepEquals(layouts[state][part], layouts[^1][part]))
                {
                    frame.Set("layout." + part, Parts.Of(layouts[state][part]));
                }
            }
            frames.Add(frame);
        }
        animation.Append(
            "sliders",
            new Attributes
            {
                ["active"] = states.Count - 1,
                ["currentvalue"] = new Attributes
                {
                    ["prefix"] = prefix,
                    ["font"] = new Attributes { ["size"] = 13 },
                },
                ["font"] = new Attributes { ["size"] = 11 },
                ["pad"] = new Attributes { ["t"] = 50 },
                ["steps"] = states
                    .Select(state => new Attributes
                    {
                        ["label"] = state.Label,
                        ["method"] = "animate",
                        ["args"] = new object[] { new[] { state.Label }, Pace(0) },
                    })
                    .ToArray(),
            }
        );
        int footer = SliderHeight;
        if (animation.Layout.Find("height") is { } height)
        {
            footer = 0;
            int asked = Convert.ToInt32(height, CultureInfo.InvariantCulture);
            animation.Set("height", asked + SliderHeight);
        }
        animation.Extras = animation.Extras with { Frames = frames, Footer = footer };
        return animation;
    }

    /// <summary>Some traces of a state, drawn as in the last: a curve that grows does not lose its marks on the way.</summary>
    private static Trace[] State(GenericChart state, GenericChart last, int[] indices)
    {
        List<Trace> traces = new ChartBuilder(state).Traces;
        foreach (int i in indices)
        {
            if (GenericChart.getTraces(last)[i].Find("mode") is { } mode)
            {
                traces[i].Put("mode", mode);
            }
        }
        return [.. indices.Select(i => traces[i])];
    }

    private static Attributes Pace(int milliseconds) =>
        new()
        {
            ["mode"] = "immediate",
            ["fromcurrent"] = false,
            ["frame"] = new Attributes { ["duration"] = milliseconds, ["redraw"] = true },
            ["transition"] = new Attributes { ["duration"] = 0 },
        };

    private static Attributes Button(string label, string?[]? frames, Attributes pace) =>
        new()
        {
            ["label"] = label,
            ["method"] = "animate",
            ["args"] = new object?[] { frames, pace },
        };
}
