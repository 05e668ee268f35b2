using System.Text.Json.Nodes;
using NotebookNet.Session;

namespace NotebookNet.Runner.Previews;

/// <summary>
/// Gives stored pictures the words for whoever cannot see them: the metadata of their cell has them as `notebooknet.alt`, a
/// text, or a list with one for each picture. They are stored where nbconvert's classic template looks for them.
/// </summary>
internal static class PictureTexts
{
    private const string Alt = "alt";

    /// <summary>The texts in the metadata of a cell, in the order of its pictures.</summary>
    public static IReadOnlyList<string> Of(JsonObject cellMetadata) =>
        (cellMetadata["notebooknet"] as JsonObject)?[Alt] switch
        {
            JsonArray several => [.. several.Select(Text)],
            JsonNode one => [Text(one)],
            null => [],
        };

    /// <summary>The outputs that show a picture, or a figure that has none yet.</summary>
    public static IEnumerable<JsonObject> Pictures(JsonArray outputs) =>
        outputs
            .OfType<JsonObject>()
            .Where(output =>
                output["data"] is JsonObject data
                && (
                    data.ContainsKey(MimeBundles.PlotlyMimeType)
                    || data.ContainsKey(UndrawnFigures.PngMimeType)
                )
            );

    /// <summary>The text that is stored with a picture, or null.</summary>
    public static string? Stored(JsonObject output) =>
        ((output["metadata"] as JsonObject)?[UndrawnFigures.PngMimeType] as JsonObject)?[Alt]
            is { } alt
            ? Text(alt)
            : null;

    /// <summary>Stores the texts of a cell with the pictures in its outputs.</summary>
    public static void Add(JsonArray outputs, JsonObject cellMetadata)
    {
        foreach ((JsonObject output, string text) in Pictures(outputs).Zip(Of(cellMetadata)))
        {
            if (output["data"]![UndrawnFigures.PngMimeType] is not null)
            {
                if (output["metadata"] is not JsonObject metadata)
                {
                    output["metadata"] = metadata = [];
                }

                metadata[UndrawnFigures.PngMimeType] = new JsonObject { [Alt] = text };
            }
        }
    }

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
