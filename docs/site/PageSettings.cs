namespace NotebookNet.Site;

/// <summary>The lines before the text of a page that tell docfx about it.</summary>
internal static class PageSettings
{
    /// <summary>The lines.</summary>
    /// <param name="title">The page's name in the browser, or null where it is the heading.</param>
    /// <param name="description">What the page is about, for whoever links to it.</param>
    /// <param name="runs">Whether the page has cells that can be run on it.</param>
    public static string Of(string? title, string description, bool runs = false) =>
        string.Concat(
            "---\n",
            title is null ? "" : $"title: {Yaml.Quote(title)}\n",
            $"description: {Yaml.Quote(description)}\n",
            runs ? "_runs: true\n" : "",
            "---\n\n"
        );
}
