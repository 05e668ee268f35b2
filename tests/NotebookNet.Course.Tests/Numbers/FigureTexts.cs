using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>The words of a plotly figure that claim something: titles and annotations.</summary>
internal static class FigureTexts
{
    /// <summary>Each text with what it is.</summary>
    public static IEnumerable<(string What, string Text)> Of(JsonObject figure)
    {
        IEnumerable<JsonNode?> layouts = new[] { figure["layout"] }.Concat(
            (figure["frames"] as JsonArray ?? []).Select(frame => frame?["layout"])
        );
        foreach (JsonObject layout in layouts.OfType<JsonObject>())
        {
            yield return ("title", Title(layout));
            foreach ((string key, JsonNode? value) in layout)
            {
                if (IsAxis(key) && value is JsonObject axis)
                {
                    yield return ($"title of {key}", Title(axis));
                }
                else if (
                    key.StartsWith("scene", StringComparison.Ordinal) && value is JsonObject scene
                )
                {
                    foreach (
                        (string name, JsonNode? sceneAxis) in scene.Where(entry =>
                            IsAxis(entry.Key)
                        )
                    )
                    {
                        yield return ($"title of {key}.{name}", Title(sceneAxis as JsonObject));
                    }
                }
            }

            foreach (JsonNode? annotation in layout["annotations"] as JsonArray ?? [])
            {
                yield return (
                    "annotation",
                    ChapterCell.WithoutTags((string?)annotation?["text"] ?? "")
                );
            }
        }
    }

    /// <summary>The title of a layout or of an axis, without tags; empty where it has none.</summary>
    public static string Title(JsonObject? owner) =>
        owner?["title"] switch
        {
            JsonObject title => ChapterCell.WithoutTags((string?)title["text"] ?? ""),
            JsonValue title => ChapterCell.WithoutTags((string)title!),
            _ => "",
        };

    private static bool IsAxis(string key) =>
        key.Length >= 5 && key[1..].StartsWith("axis", StringComparison.Ordinal);
}
