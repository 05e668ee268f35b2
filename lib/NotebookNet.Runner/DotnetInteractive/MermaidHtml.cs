using System.Text.RegularExpressions;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The HTML as which the kernel shows a Mermaid diagram: an element of a new name each time, and a script that draws it.</summary>
internal static partial class MermaidHtml
{
    public const string MimeType = "text/vnd.mermaid";

    /// <summary>The diagram's text, read back from the HTML; null where that is of none, or of one with a look of its own.</summary>
    public static string? Read(string html) =>
        Diagram().Match(html) is { Success: true } diagram
            ? diagram
                .Groups["text"]
                .Value.ReplaceLineEndings("\n")
                .Replace(@"\\n", @"\n", StringComparison.Ordinal)
            : null;

    [GeneratedRegex(
        """^<div class="mermaidMarkdownContainer" style="background-color:white">\s*<link [^>]*>\s*<div id="(?<id>\w+)"></div>.*'mermaid_\k<id>',\s*`(?<text>.*)`\);\s*renderTarget\.innerHTML""",
        RegexOptions.Singleline
    )]
    private static partial Regex Diagram();
}
