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
        IEnumerable<IGrouping<string, JsonObject>> groups = layout
            .Where(member =>
                member.Key.StartsWith("yaxis", StringComparison.Ordinal)
                && member.Value is JsonObject
            )
            .GroupBy(
                member => Axes.Matched(layout, member.Key),
                member => (JsonObject)member.Value!
            );
        foreach (IGrouping<string, JsonObject> axes in groups)
        {
            if (!axes.All(axis => Axes.IsLog(axis) && axis["range"] is null))
            {
                continue;
            }
            List<JsonObject> drawn =
            [
                .. traces
                    .OfType<JsonObject>()
                    .Where(trace => Axes.Matched(layout, Axes.Name(trace, "y")) == axes.Key),
            ];
            double[] positive = [.. JsonPath.NumbersOf(drawn, "y").Where(value => value > 0)];
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
}
