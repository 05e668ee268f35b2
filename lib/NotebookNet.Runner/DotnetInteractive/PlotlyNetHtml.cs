using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The HTML as which Plotly.NET.Interactive shows a chart: an element and a script with the chart's parts, each on a line of its own.</summary>
internal static partial class PlotlyNetHtml
{
    /// <summary>The figure's JSON, read back from the HTML; null where that is of no such chart.</summary>
    public static JsonObject? Read(string html)
    {
        if (Parts().Match(html) is not { Success: true } parts)
        {
            return null;
        }

        try
        {
            JsonObject figure = [];
            foreach (string part in (string[])["data", "layout", "config"])
            {
                figure[part] = StrictJson.Parse(parts.Groups[part].Value);
            }

            return figure;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^\s*var data = (?<data>\[.*\]);\s*\n\s*var layout = (?<layout>\{.*\});\s*\n\s*var config = (?<config>\{.*\});\s*\n\s*Plotly\.newPlot\(",
        RegexOptions.Multiline
    )]
    private static partial Regex Parts();
}
