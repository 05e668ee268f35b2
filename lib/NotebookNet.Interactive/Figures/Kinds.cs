using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>Where plotly draws the kinds of traces: on a pair of axes, in a scene, on a map, or on something of their own.</summary>
internal static class Kinds
{
    private static readonly HashSet<string> s_inSpace =
    [
        .. "surface scatter3d mesh3d cone streamtube volume isosurface".Split(' '),
    ];

    private static readonly HashSet<string> s_onAxes =
    [
        .. "scatter scattergl bar box violin histogram histogram2d histogram2dcontour contour heatmap image".Split(
            ' '
        ),
        .. "candlestick ohlc funnel waterfall".Split(' '),
    ];

    public static bool IsInSpace(string? type) => type is not null && s_inSpace.Contains(type);

    public static bool IsInSpace(GenericChart chart) =>
        GenericChart.getTraces(chart).Any(trace => IsInSpace(trace.type));

    /// <summary>Whether a trace shows numbers as colours by a scale of its own.</summary>
    public static bool IsColored(JsonObject trace) =>
        JsonPath.Text(trace["type"])
            is "heatmap"
                or "contour"
                or "surface"
                or "histogram2d"
                or "histogram2dcontour"
        && trace["coloraxis"] is null;

    /// <summary>Whether a trace has something else than axes around it, such as a circle of angles, whose labels need room.</summary>
    public static bool IsOnItsOwn(string? type) =>
        type is not null && !s_onAxes.Contains(type) && !s_inSpace.Contains(type);

    /// <summary>Plotly.NET's kinds of tiled maps (<c>scattermapbox</c> …) by the names that plotly.js has for them since version 3.</summary>
    public static void RenameMaps(JsonArray traces, JsonObject layout)
    {
        const string Old = "mapbox";
        foreach (JsonObject trace in traces.OfType<JsonObject>())
        {
            if (
                JsonPath.Text(trace["type"]) is { } type
                && type.EndsWith(Old, StringComparison.Ordinal)
            )
            {
                trace["type"] = type[..^Old.Length] + "map";
                if (JsonPath.Text(trace["subplot"]) is { } subplot)
                {
                    trace["subplot"] = subplot.Replace(Old, "map", StringComparison.Ordinal);
                }
            }
        }
        foreach ((string name, JsonNode? map) in layout.ToList())
        {
            if (name.StartsWith(Old, StringComparison.Ordinal))
            {
                layout.Remove(name);
                layout["map" + name[Old.Length..]] = map;
            }
        }
    }
}
