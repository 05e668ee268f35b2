using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>Sets any attribute of a chart by its path, as a test needs it and no cell does. The chart itself is not changed.</summary>
internal static class ChartAttributes
{
    /// <summary>A copy with an attribute of the layout: "xaxis.dtick".</summary>
    public static GenericChart Set(this GenericChart chart, string path, object? value) =>
        new ChartBuilder(chart).Set(path, value);

    /// <summary>A copy with an attribute of a trace: "line.width".</summary>
    public static GenericChart SetTrace(
        this GenericChart chart,
        int index,
        string path,
        object? value
    ) => new ChartBuilder(chart).SetTrace(index, path, value);
}
