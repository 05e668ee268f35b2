using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// The range of logarithmic axes with bars on them, which have no zero to stand on: from 0.5 where the bars are counts, so that a
/// count of 1 is seen and all histograms begin alike, else from half the smallest; to somewhat above the largest.
/// </summary>
internal static class LogBars
{
    private const double Headroom = 1.25;

    public static void Place(JsonArray traces, JsonObject layout)
    {
        Dictionary<string, List<JsonObject>> groups = [];
        foreach ((string key, JsonNode? node) in layout)
        {
            if (key.StartsWith("yaxis", StringComparison.Ordinal) && node is JsonObject axis)
            {
                string root = (string?)axis["matches"] ?? "y" + key["yaxis".Length..];
                groups.TryAdd(root, []);
                groups[root].Add(axis);
            }
        }
        foreach ((string root, List<JsonObject> axes) in groups)
        {
            if (!axes.TrueForAll(axis => (string?)axis["type"] == "log" && axis["range"] is null))
            {
                continue;
            }
            List<JsonNode> drawn =
            [
                .. traces.OfType<JsonObject>().Where(trace => Root(trace, layout) == root),
            ];
            double[] positive =
            [
                .. drawn
                    .SelectMany(trace => trace["y"] as JsonArray ?? [])
                    .Where(value => value?.GetValueKind() == JsonValueKind.Number)
                    .Select(value => JsonPath.Number(value!.AsValue()))
                    .Where(value => value > 0),
            ];
            if (positive.Length == 0 || !drawn.Exists(trace => (string?)trace["type"] == "bar"))
            {
                continue;
            }
            bool counts = Array.TrueForAll(positive, value => value == Math.Truncate(value));
            double from = Math.Log10(counts ? 0.5 : positive.Min() / 2);
            double to = Math.Log10(positive.Max() * Headroom);
            foreach (JsonObject axis in axes)
            {
                axis["range"] = new JsonArray(Numbers.Node(from), Numbers.Node(to));
            }
        }
    }

    private static string Root(JsonObject trace, JsonObject layout)
    {
        string on = (string?)trace["yaxis"] ?? "y";
        return (string?)layout["yaxis" + on[1..]]?["matches"] ?? on;
    }
}
