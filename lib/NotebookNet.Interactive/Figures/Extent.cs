using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Invisible points at the ends of what the states of a changing figure show: plotly fits the axes to the state that it draws first
/// and keeps them, so that larger states would reach out of the figure.
/// </summary>
internal static class Extent
{
    /// <summary>For each pair of axes of the last state, which is drawn first, a trace of invisible points, where a state has points beyond those of its own.</summary>
    public static IEnumerable<Attributes> Of(List<JsonArray> states)
    {
        List<JsonObject> all = [.. states.SelectMany(Traces)];
        foreach (IGrouping<(string, string), JsonObject> axes in Traces(states[^1]).GroupBy(AxesOf))
        {
            List<JsonObject> here = [.. all.Where(trace => AxesOf(trace) == axes.Key)];
            double[] x = Ends(here, "x");
            double[] y = Ends(here, "y");
            bool within =
                x.SequenceEqual(Ends([.. axes], "x")) && y.SequenceEqual(Ends([.. axes], "y"));
            if (within || y.Length == 0)
            {
                continue;
            }
            // Over categories any one of them will do.
            object? category = Parts.Of((axes.First()["x"] as JsonArray)?.FirstOrDefault());
            yield return new Attributes
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["x"] =
                    x.Length > 0
                        ? Numbers.Rounded([
                            .. y.Select((_, i) => x[Math.Min(i, x.Length - 1)]),
                            .. x,
                        ])
                        : y.Select(_ => category).ToArray(),
                ["y"] = Numbers.Rounded([.. y, .. x.Select(_ => y[0])]),
                ["xaxis"] = axes.Key.Item1,
                ["yaxis"] = axes.Key.Item2,
                ["marker"] = new Attributes { ["color"] = "#888888", ["size"] = 1 },
                ["opacity"] = 0,
                ["showlegend"] = false,
                ["hoverinfo"] = "skip",
                ["meta"] = "",
            };
        }
    }

    private static IEnumerable<JsonObject> Traces(JsonArray data) =>
        data.OfType<JsonObject>().Where(trace => (string?)trace["type"] is "scatter" or "bar");

    private static (string, string) AxesOf(JsonObject trace) =>
        ((string?)trace["xaxis"] ?? "x", (string?)trace["yaxis"] ?? "y");

    /// <summary>The smallest number, the smallest above 0 (which is where a logarithmic axis begins) and the largest; none where there are no numbers.</summary>
    private static double[] Ends(List<JsonObject> traces, string letter)
    {
        double[] values = [.. JsonPath.NumbersOf(traces, letter)];
        return values.Length == 0
            ? []
            :
            [
                values.Min(),
                values.Where(value => value > 0).DefaultIfEmpty(values.Max()).Min(),
                values.Max(),
            ];
    }
}
