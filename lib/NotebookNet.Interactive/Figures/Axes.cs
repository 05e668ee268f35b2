using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// A figure's axes: what was asked for in values becomes what plotly takes, once it is known which axes are logarithmic and whether
/// the figure has three dimensions.
/// </summary>
internal static class Axes
{
    /// <summary>An axis's attribute of ours: the first and last value shown, as values even where the axis is logarithmic.</summary>
    public const string Shown = "shownValues";

    /// <summary>An annotation's attribute of ours: its x and y are values even where an axis is logarithmic.</summary>
    public const string InValues = "inValues";

    /// <summary>The value of <see cref="InValues"/> of what keeps its place among others of its kind.</summary>
    public const string InOrder = "in order";

    /// <summary>Replaces our attributes in a layout by plotly's, and moves the axes of a figure in space into its scene.</summary>
    /// <exception cref="InvalidOperationException">A mark stands at a value that its logarithmic axis does not have.</exception>
    public static void Resolve(JsonObject layout, bool inSpace)
    {
        ResolveMarks(layout, layout);
        if (inSpace)
        {
            MoveIntoScene(layout);
        }
        foreach ((string key, JsonNode? part) in layout.ToList())
        {
            IEnumerable<JsonNode?> axes = key.StartsWith("scene", StringComparison.Ordinal)
                ? (part as JsonObject ?? []).Select(member => member.Value)
                : [part];
            foreach (JsonObject axis in axes.OfType<JsonObject>())
            {
                ResolveRange(axis);
            }
        }
    }

    /// <summary>Replaces our attributes of lines and notes.</summary>
    /// <param name="marks">A layout that has them, perhaps of an animation's frame.</param>
    /// <param name="axes">The layout that has the axes on which they stand.</param>
    public static void ResolveMarks(JsonObject marks, JsonObject axes)
    {
        foreach (string list in (ReadOnlySpan<string>)["annotations", "shapes"])
        {
            if (marks[list] is JsonArray items)
            {
                marks[list] = Ordered(items);
            }
        }
        foreach (JsonObject annotation in Asked(marks, "annotations"))
        {
            foreach (string letter in (ReadOnlySpan<string>)["x", "y"])
            {
                TakeLogarithm(axes, annotation, letter, letter);
                if (annotation["a" + letter + "ref"] is not null)
                {
                    TakeLogarithm(axes, annotation, letter, "a" + letter);
                }
            }
        }
        foreach (JsonObject shape in Asked(marks, "shapes"))
        {
            RequireOnAxis(axes, shape, "x");
            RequireOnAxis(axes, shape, "y");
        }
    }

    /// <summary>The layout's name of the axis that a trace is drawn on.</summary>
    public static string Name(JsonNode trace, string letter) =>
        letter + "axis" + ((string?)trace[letter + "axis"] ?? letter)[1..];

    /// <summary>The axis whose range an axis has; itself where it has its own.</summary>
    public static string Matched(JsonObject layout, string axis) =>
        (string?)layout[axis]?["matches"] is { } other ? other[..1] + "axis" + other[1..] : axis;

    public static bool IsLog(JsonObject? axis) => (string?)axis?["type"] == "log";

    /// <summary>The lines and notes in one order, whatever the order in which they were asked for.</summary>
    private static JsonArray Ordered(JsonArray items) =>
        new([
            .. items
                .Select(item => item!.DeepClone())
                .OrderBy(
                    item =>
                        item[InValues]?.GetValueKind() == JsonValueKind.True
                            ? item.ToJsonString()
                            : "",
                    StringComparer.Ordinal
                ),
        ]);

    /// <summary>The lines or notes whose place was asked for in values; they are no longer marked so.</summary>
    private static List<JsonObject> Asked(JsonObject layout, string list) =>
        [
            .. (layout[list] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(item => item.Remove(InValues)),
        ];

    private static void ResolveRange(JsonObject axis)
    {
        if (axis[Shown] is not JsonArray shown)
        {
            return;
        }
        axis.Remove(Shown);
        double[] ends = [.. shown.Select(end => JsonPath.Number((JsonValue)end!))];
        bool log = IsLog(axis);
        if (axis["range"] is null && !(log && ends.Min() <= 0))
        {
            axis["range"] = JsonPath.Array(log ? ends.Select(Math.Log10).ToArray() : ends);
        }
    }

    private static void MoveIntoScene(JsonObject layout)
    {
        JsonObject asked = [];
        foreach (string name in (ReadOnlySpan<string>)["xaxis", "yaxis", "zaxis"])
        {
            if (layout.Remove(name, out JsonNode? axis))
            {
                asked[name] = axis;
            }
        }
        if (layout["scene"] is JsonObject scene)
        {
            Merge(asked, under: scene);
        }
        layout["scene"] = asked;
    }

    /// <summary>Puts a layout under another: what both have is the upper one's, lists are joined.</summary>
    public static void Merge(JsonObject over, JsonObject under)
    {
        foreach ((string key, JsonNode? value) in under)
        {
            switch (over[key], value)
            {
                case (JsonObject upper, JsonObject lower):
                    Merge(upper, lower);
                    break;
                case (JsonArray upper, JsonArray lower) when key is "annotations" or "shapes":
                    over[key] = new JsonArray([
                        .. lower.Concat(upper).Select(item => item!.DeepClone()),
                    ]);
                    break;
                case (null, _) when !over.ContainsKey(key):
                    over[key] = value?.DeepClone();
                    break;
            }
        }
    }

    private static void TakeLogarithm(
        JsonObject layout,
        JsonObject annotation,
        string letter,
        string at
    )
    {
        if (ValueOnLog(layout, annotation, letter, at) is { } value)
        {
            annotation[at] = Numbers.Node(Math.Log10(value), 15);
        }
    }

    private static void RequireOnAxis(JsonObject layout, JsonObject shape, string letter)
    {
        _ = ValueOnLog(layout, shape, letter, letter + "0");
        _ = ValueOnLog(layout, shape, letter, letter + "1");
    }

    /// <summary>The value of a place on a logarithmic axis; null where the axis is another.</summary>
    private static double? ValueOnLog(JsonObject layout, JsonObject mark, string letter, string at)
    {
        string axis = (string?)mark[letter + "ref"] ?? letter;
        bool log =
            axis.StartsWith(letter, StringComparison.Ordinal)
            && !axis.Contains(' ', StringComparison.Ordinal)
            && IsLog(layout[letter + "axis" + axis[1..]] as JsonObject);
        if (!log || JsonPath.NumberOrNull(mark[at]) is not { } value)
        {
            return null;
        }
        return value > 0
            ? value
            : throw new InvalidOperationException(
                Invariant(
                    $"A line or a note stands at {letter} = {value}, but the {letter} axis is logarithmic: it has only values above 0."
                )
            );
    }
}
