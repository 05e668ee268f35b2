namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The HTML as which the kernel shows a Mermaid diagram: an element of a new name each time, and a script that draws it.</summary>
internal static class MermaidHtml
{
    public const string MimeType = "text/vnd.mermaid";

    private const string Start =
        "<div class=\"mermaidMarkdownContainer\" style=\"background-color:white\">";

    /// <summary>The diagram's text, read back from the HTML; null where that is of none, or of one with a look of its own.</summary>
    public static string? Read(string html)
    {
        if (
            !html.StartsWith(Start, StringComparison.Ordinal)
            || Between(html, "<div id=\"", "\"></div>", Start.Length) is not var (id, from)
            || !id.All(char.IsAsciiLetterOrDigit)
        )
        {
            return null;
        }

        int drawing = html.IndexOf($"'mermaid_{id}',", from, StringComparison.Ordinal);
        int begin = drawing < 0 ? -1 : html.IndexOf('`', drawing);
        int result = html.LastIndexOf("renderTarget.innerHTML", StringComparison.Ordinal);
        int end = result < 0 ? -1 : html.LastIndexOf("`);", result, StringComparison.Ordinal);
        return begin < 0 || end <= begin
            ? null
            : html[(begin + 1)..end]
                .ReplaceLineEndings("\n")
                .Replace(@"\\n", @"\n", StringComparison.Ordinal);
    }

    private static (string Text, int End)? Between(string html, string start, string end, int from)
    {
        int begin = html.IndexOf(start, from, StringComparison.Ordinal);
        int close = begin < 0 ? -1 : html.IndexOf(end, begin, StringComparison.Ordinal);
        return close < 0 ? null : (html[(begin + start.Length)..close], close);
    }
}
