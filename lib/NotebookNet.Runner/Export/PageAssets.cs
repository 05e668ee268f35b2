using System.Text.Json.Nodes;
using NotebookNet.Interactive;

namespace NotebookNet.Runner.Export;

/// <summary>The script and the style sheet of a chapter's page, on the site and in the file that stands alone.</summary>
internal static class PageAssets
{
    /// <summary>The script, with the looks of figures on light and on dark pages filled in.</summary>
    public static string Script() =>
        Read("page.js")
            .Replace(
                "\"{templates}\"",
                new JsonObject
                {
                    ["light"] = Theme.Template(),
                    ["dark"] = Theme.Template(dark: true),
                }.ToJsonString(),
                StringComparison.Ordinal
            );

    /// <summary>The style sheet.</summary>
    public static string Style() => Read("page.css");

    private static string Read(string name)
    {
        using Stream file = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }
}
