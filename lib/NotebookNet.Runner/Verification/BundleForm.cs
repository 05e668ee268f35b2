using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// What a value says, by mime type: a figure and a diagram by their data where HTML draws them, JSON as such where it was
/// stored as a text, and nothing where only the page of a live notebook needs it.
/// </summary>
internal static class BundleForm
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";

    /// <summary>The bundle in that form; null where it says nothing.</summary>
    /// <exception cref="FormatException">It is no bundle.</exception>
    public static IReadOnlyDictionary<string, JsonNode?>? Of(JsonObject data)
    {
        SortedDictionary<string, JsonNode?> said = new(StringComparer.Ordinal);
        foreach ((string mime, JsonNode? content) in data)
        {
            said[mime] = MimeBundles.IsJson(mime) ? Parsed(content) : content;
        }

        string? html = said.TryGetValue(Html, out JsonNode? markup) ? TextOf(markup) : null;
        string? plain = said.TryGetValue(Plain, out JsonNode? text) ? TextOf(text) : null;
        if (said.Count == 0 || KernelBundle.IsOfLivePage(html, html is null ? plain : null))
        {
            return null;
        }

        if (
            html is not null
            && !said.ContainsKey(MimeBundles.PlotlyMimeType)
            && KernelBundle.Drawn(html) is var (drawn, content2)
        )
        {
            said.Remove(Html);
            said[drawn] = content2;
        }

        if (said.GetValueOrDefault(MimeBundles.PlotlyMimeType) is JsonObject figure)
        {
            DropPictures(said);
            if (plain == KernelBundle.TitleOf(figure))
            {
                said.Remove(Plain);
            }
        }

        return said;
    }

    /// <summary>Whether the data say it all without this one, which goes with them only here or there.</summary>
    public static bool IsBeside(string mime) => mime is Plain or "text/csv";

    /// <summary>How a figure is drawn.</summary>
    private static void DropPictures(SortedDictionary<string, JsonNode?> said)
    {
        foreach (
            string mime in said
                .Keys.Where(mime =>
                    mime == Html || mime.StartsWith("image/", StringComparison.Ordinal)
                )
                .ToArray()
        )
        {
            said.Remove(mime);
        }
    }

    private static string TextOf(JsonNode? content) => NotebookDocument.JoinLines(content);

    /// <summary>JSON that was stored as a text, as Jupyter's front ends pass it on.</summary>
    private static JsonNode? Parsed(JsonNode? content)
    {
        if (content is not JsonValue value || !value.TryGetValue(out string? text))
        {
            return content;
        }

        try
        {
            return StrictJson.Parse(text) is JsonNode node and (JsonObject or JsonArray)
                ? node
                : content;
        }
        catch (JsonException)
        {
            return content;
        }
    }
}
