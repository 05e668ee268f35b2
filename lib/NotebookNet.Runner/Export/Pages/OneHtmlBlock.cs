using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>
/// HTML without blank lines, which would end it in Markdown. Where a line break shows, in an element's text, it is written
/// as a character instead.
/// </summary>
internal static partial class OneHtmlBlock
{
    public static string Of(string html)
    {
        html = html.ReplaceLineEndings("\n");
        if (!BlankLines().IsMatch(html))
        {
            return html;
        }

        StringBuilder result = new(html.Length);
        int position = 0;
        foreach (Match code in NotText().Matches(html))
        {
            result.Append(Text(html[position..code.Index]));
            result.Append(BlankLines().Replace(code.Value, "\n"));
            position = code.Index + code.Length;
        }

        return result.Append(Text(html[position..])).ToString();
    }

    private static string Text(string text) =>
        BlankLines()
            .Replace(text, lines => lines.Value.Replace("\n", "&#10;", StringComparison.Ordinal));

    [GeneratedRegex(@"\n(?:[ \t]*\n)+")]
    private static partial Regex BlankLines();

    /// <summary>Comments, scripts, styles and tags.</summary>
    [GeneratedRegex(
        @"<!--.*?(?:-->|\z)|<(?<name>script|style)\b.*?(?:</\k<name>\s*>|\z)|<[/!?a-z](?:[^<>""']|""[^""]*""|'[^']*')*>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex NotText();
}
