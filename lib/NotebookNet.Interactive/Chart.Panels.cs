using System.Globalization;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Plotly;

namespace NotebookNet.Interactive;

public static partial class Chart
{
    /// <summary>Figures side by side, row after row, each under its own title, with one legend for all.</summary>
    /// <param name="figures">The panels.</param>
    /// <param name="columns">Panels in a row; all in one row up to four, else as fits, when null.</param>
    /// <param name="sharedX">Whether all panels show the same horizontal range, labelled once below each column.</param>
    /// <param name="sharedY">Whether all panels show the same vertical range, labelled once left of each row.</param>
    /// <exception cref="ArgumentException">There are no figures, or one is animated.</exception>
    /// <example><code>Chart.Panels([Chart.Line(losses).Titled("Loss"), Chart.Line(accuracies).Titled("Accuracy")], columns: 2)</code></example>
    public static Figure Panels(
        IEnumerable<Figure> figures,
        int? columns = null,
        bool sharedX = false,
        bool sharedY = false
    )
    {
        ArgumentNullException.ThrowIfNull(figures);
        List<Figure> panels = [.. figures];
        if (panels.Count == 0)
        {
            throw new ArgumentException("Expected at least one panel, got none.", nameof(figures));
        }
        if (panels.Any(panel => panel.Frames.Count > 0))
        {
            throw new ArgumentException("An animated figure cannot be a panel.", nameof(figures));
        }
        if (panels.Any(panel => panel.Grid is not null))
        {
            throw new ArgumentException(
                "A figure made of panels cannot itself be a panel.",
                nameof(figures)
            );
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
    /// <example><code>Chart.Animation(Enumerable.Range(1, 30).Select(k => ($"{k}", Chart.Contour(f, (-8, 8), (-3, 3)).Path(path.Take(k), "SGD"))), prefix: "step ")</code></example>
    public static Figure Animation(
        IEnumerable<(string Label, Figure Figure)> states,
        string prefix = "",
        int milliseconds = 120
    )
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(milliseconds);
        Figure animation = Moving([.. states], prefix);
        animation.Set("layout.sliders[0].pad.l", 190);
        animation.Append(
            "updatemenus",
            new JsonObject
            {
                ["type"] = "buttons",
                ["direction"] = "left",
                ["showactive"] = false,
                ["x"] = 0,
                ["xanchor"] = "left",
                ["y"] = 0,
                ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["t"] = 70, ["r"] = 10 },
                ["buttons"] = new JsonArray(
                    Button("▶ Play", null, Pace(milliseconds, "immediate")),
                    Button("❚❚ Pause", new JsonArray((JsonNode?)null), Pace(0, "immediate"))
                ),
            }
        );
        return animation;
    }

    /// <summary>A figure with a slider for one parameter, to look what it does: at first it shows the last value, which is also what a still picture shows.</summary>
    /// <param name="values">The parameter's values, in order.</param>
    /// <param name="figure">The figure for a value; each has the same traces in the same order.</param>
    /// <param name="prefix">What the slider writes before the value: "h = ".</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or their figures have different numbers of traces.</exception>
    /// <example><code>Chart.Slider([1.0, 0.5, 0.1], h => Chart.Line(x => (Math.Sin(x + h) - Math.Sin(x)) / h, (0, 5)), prefix: "h = ")</code></example>
    public static Figure Slider<T>(
        IEnumerable<T> values,
        Func<T, Figure> figure,
        string prefix = ""
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(prefix);
        return Moving(
            [
                .. values.Select(value =>
                    (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", figure(value))
                ),
            ],
            prefix
        );
    }

    /// <summary>The last state with a slider below it, and a frame for each state with what is different in it.</summary>
    private static Figure Moving(List<(string Label, Figure Figure)> states, string prefix)
    {
        if (states.Count < 2)
        {
            throw new ArgumentException(
                $"A figure that changes needs at least 2 states, got {states.Count}.",
                nameof(states)
            );
        }
        Figure last = states[^1].Figure;
        int different = states.FindIndex(state => state.Figure.Data.Count != last.Data.Count);
        if (different >= 0)
        {
            throw new ArgumentException(
                $"State '{states[different].Label}' has {states[different].Figure.Data.Count} traces, the last has {last.Data.Count}.",
                nameof(states)
            );
        }
        int[] changing =
        [
            .. Enumerable
                .Range(0, last.Data.Count)
                .Where(i =>
                    states.Exists(state => !JsonNode.DeepEquals(state.Figure.Data[i], last.Data[i]))
                ),
        ];
        Figure animation = last.Copy();
        foreach (JsonObject ends in Extent.Of(states.Select(state => state.Figure), last))
        {
            animation.Add(ends);
        }
        JsonArray steps = [];
        foreach ((string label, Figure state) in states)
        {
            JsonObject frame = new()
            {
                ["name"] = label,
                ["data"] = new JsonArray([.. changing.Select(i => State(state, last, i))]),
                ["traces"] = new JsonArray([.. changing.Select(i => (JsonNode)i)]),
            };
            foreach (string part in (ReadOnlySpan<string>)["title", "shapes", "annotations"])
            {
                if (!JsonNode.DeepEquals(state.Layout[part], last.Layout[part]))
                {
                    JsonPath.Set(frame, "layout." + part, state.Layout[part]?.DeepClone());
                }
            }
            animation.Frames.Add((JsonNode)frame);
            steps.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["label"] = label,
                        ["method"] = "animate",
                        ["args"] = new JsonArray(new JsonArray(label), Pace(0, "immediate")),
                    }
            );
        }
        animation.Append(
            "sliders",
            new JsonObject
            {
                ["active"] = states.Count - 1,
                ["currentvalue"] = new JsonObject
                {
                    ["prefix"] = prefix,
                    ["font"] = new JsonObject { ["size"] = 13 },
                },
                ["font"] = new JsonObject { ["size"] = 11 },
                ["pad"] = new JsonObject { ["t"] = 50 },
                ["steps"] = steps,
            }
        );
        if (animation.Layout["height"] is JsonValue height)
        {
            return animation.Set("layout.height", JsonPath.Number(height) + 90);
        }
        animation.Footer = 90;
        return animation;
    }

    /// <summary>A trace in one state, drawn as in the last: a curve that grows does not lose its marks on the way.</summary>
    private static JsonNode State(Figure state, Figure last, int trace)
    {
        JsonNode copy = state.Data[trace]!.DeepClone();
        if (last.Data[trace]!["mode"] is { } mode)
        {
            copy["mode"] = mode.DeepClone();
        }
        return copy;
    }

    private static JsonObject Pace(int milliseconds, string mode) =>
        new()
        {
            ["mode"] = mode,
            ["fromcurrent"] = false,
            ["frame"] = new JsonObject { ["duration"] = milliseconds, ["redraw"] = true },
            ["transition"] = new JsonObject { ["duration"] = 0 },
        };

    private static JsonObject Button(string label, JsonArray? frames, JsonObject pace) =>
        new()
        {
            ["label"] = label,
            ["method"] = "animate",
            ["args"] = new JsonArray(frames, pace),
        };
}
