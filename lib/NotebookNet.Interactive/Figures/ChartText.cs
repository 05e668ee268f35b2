using System.Text;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>What a chart is in words: its title, and the kind, name and number of points of each trace.</summary>
internal static class ChartText
{
    /// <summary>The title as one line; empty where there is none.</summary>
    public static string Title(GenericChart chart)
    {
        Layout layout = GenericChart.getLayout(chart);
        string? title = (layout.Find("title", "text") ?? layout.Find("title")) as string;
        return title?.Replace("<br>", " ", StringComparison.Ordinal) ?? "";
    }

    public static string Of(GenericChart chart)
    {
        StringBuilder text = new();
        text.Append(Title(chart) is { Length: > 0 } title ? title : "Figure");
        foreach (JsonObject trace in ChartJson.Data(chart).OfType<JsonObject>())
        {
            bool hidden =
                trace["visible"] is JsonValue visible
                && visible.TryGetValue(out bool shown)
                && !shown;
            string line = hidden ? "" : TraceText.Describe(trace);
            if (line.Length > 0)
            {
                text.Append("\n  ").Append(line);
            }
        }
        if (FigureExtras.Of(chart).Frames is { Count: > 0 } frames)
        {
            text.Append("\n  animation: ").Append(frames.Count).Append(" frames");
        }
        return text.ToString();
    }
}
