using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Numbers;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Every figure has a title, and every axis that shows has one. Of panels that share an axis, the one that shows its labels.
/// </summary>
internal sealed class FiguresAreLabeled : IRule
{
    private static readonly HashSet<string> s_spatial =
    [
        "surface",
        "scatter3d",
        "mesh3d",
        "isosurface",
        "volume",
        "cone",
        "streamtube",
    ];

    private static readonly HashSet<string> s_withoutAxes =
    [
        "pie",
        "table",
        "indicator",
        "sunburst",
        "treemap",
        "icicle",
        "sankey",
        "parcoords",
        "parcats",
    ];

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        foreach (ChapterCell cell in chapter.Cells.Where(cell => cell.IsCode))
        {
            foreach (JsonObject figure in cell.Figures)
            {
                JsonObject layout = figure["layout"] as JsonObject ?? [];
                string title = FigureTexts.Title(layout);
                if (string.IsNullOrWhiteSpace(title))
                {
                    yield return chapter.Violation(
                        cell,
                        "a figure without a title: add .Titled(…)"
                    );
                }

                foreach (string axis in UnlabeledAxes(figure, layout))
                {
                    yield return chapter.Violation(
                        cell,
                        $"the figure \"{title}\" has no title at its {axis}: add .{axis.ToUpperInvariant()[axis.LastIndexOf('.') + 1]}Axis(…)"
                    );
                }
            }
        }
    }

    private static IEnumerable<string> UnlabeledAxes(JsonObject figure, JsonObject layout)
    {
        SortedSet<string> axes = new(StringComparer.Ordinal);
        SortedSet<string> scenes = new(StringComparer.Ordinal);
        foreach (JsonObject trace in (figure["data"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string type = (string?)trace["type"] ?? "scatter";
            if (s_spatial.Contains(type))
            {
                scenes.Add((string?)trace["scene"] ?? "scene");
            }
            else if (!s_withoutAxes.Contains(type))
            {
                axes.Add($"xaxis{((string?)trace["xaxis"] ?? "x")[1..]}");
                axes.Add($"yaxis{((string?)trace["yaxis"] ?? "y")[1..]}");
            }
        }

        return axes.Where(axis => !IsLabeled(layout, axis))
            .Concat(
                scenes.SelectMany(scene =>
                    new[] { "xaxis", "yaxis", "zaxis" }
                        .Where(axis => !HasTitle(layout[scene]?[axis]))
                        .Select(axis => $"{scene}.{axis}")
                )
            );
    }

    private static bool IsLabeled(JsonObject layout, string key)
    {
        JsonNode? axis = layout[key];
        return HasTitle(axis)
            || IsFalse(axis?["visible"])
            || (
                IsFalse(axis?["showticklabels"])
                && layout
                    .Where(other =>
                        other.Key.StartsWith(key[..5], StringComparison.Ordinal)
                        && Shared(layout, other.Key) == Shared(layout, key)
                    )
                    .Any(other => HasTitle(other.Value))
            );
    }

    /// <summary>The axis that this one follows; itself where it follows none.</summary>
    private static string Shared(JsonObject layout, string key) =>
        (string?)layout[key]?["matches"] is string other ? $"{key[0]}axis{other[1..]}" : key;

    private static bool HasTitle(JsonNode? axis) =>
        !string.IsNullOrWhiteSpace(FigureTexts.Title(axis as JsonObject));

    private static bool IsFalse(JsonNode? value) =>
        value is JsonValue flag && flag.TryGetValue(out bool isOn) && !isOn;
}
