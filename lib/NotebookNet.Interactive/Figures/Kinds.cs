using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>Where plotly draws the kinds of traces: on a pair of axes, in a scene, or on something of their own.</summary>
internal static class Kinds
{
    private static readonly HashSet<string> s_inSpace =
    [
        "surface",
        "scatter3d",
        "mesh3d",
        "cone",
        "streamtube",
        "volume",
        "isosurface",
    ];

    private static readonly HashSet<string> s_onAxes =
    [
        "scatter",
        "scattergl",
        "bar",
        "box",
        "violin",
        "histogram",
        "histogram2d",
        "histogram2dcontour",
        "contour",
        "heatmap",
        "image",
        "candlestick",
        "ohlc",
        "funnel",
        "waterfall",
    ];

    public static bool IsInSpace(string? type) => type is not null && s_inSpace.Contains(type);

    public static bool IsInSpace(GenericChart chart) =>
        GenericChart.getTraces(chart).Any(trace => IsInSpace(trace.type));

    public static bool IsOnAxes(string? type) => type is null || s_onAxes.Contains(type);
}
