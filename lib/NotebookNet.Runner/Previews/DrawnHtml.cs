using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Runner.Previews;

/// <summary>
/// Gives a stored figure without a picture the HTML that draws it: what converts a notebook to a page does not know
/// plotly's mime type, and would show no more than the figure's text.
/// </summary>
internal static class DrawnHtml
{
    private const string MimeType = "text/html";

    /// <summary>Adds it to the figures in the outputs of the cell at <paramref name="index"/> of its notebook.</summary>
    public static void Add(JsonArray outputs, int index)
    {
        int number = 0;
        foreach ((JsonObject bundle, JsonObject figure) in UndrawnFigures.In(outputs))
        {
            if (
                figure["layout"] is JsonObject layout
                && layout["template"] is JsonObject
                && !bundle.ContainsKey(MimeType)
            )
            {
                bundle[MimeType] = FigureHtml.Of(
                    figure.DeepClone().AsObject(),
                    Invariant($"figure-{index}-{++number}")
                );
            }
        }
    }
}
