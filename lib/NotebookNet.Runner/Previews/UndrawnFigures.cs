using System.Text.Json.Nodes;
using NotebookNet.Session;

namespace NotebookNet.Runner.Previews;

/// <summary>The figures in stored outputs that have no picture yet.</summary>
internal static class UndrawnFigures
{
    public const string PngMimeType = "image/png";

    /// <summary>Each figure with the bundle that it stands in, which may be added to meanwhile.</summary>
    public static IEnumerable<(JsonObject Bundle, JsonObject Figure)> In(JsonArray outputs)
    {
        foreach (JsonObject output in outputs.OfType<JsonObject>())
        {
            if (
                output["data"] is JsonObject bundle
                && bundle[MimeBundles.PlotlyMimeType] is JsonObject figure
                && !bundle.ContainsKey(PngMimeType)
            )
            {
                yield return (bundle, figure);
            }
        }
    }
}
