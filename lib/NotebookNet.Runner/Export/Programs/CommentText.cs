using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Markdown as a block of comments: headings underlined, long lines wrapped, solutions readable.</summary>
internal static partial class CommentText
{
    private const int Width = 115;

    /// <summary>The block.</summary>
    public static string Of(string markdown)
    {
        StringBuilder block = new();
        bool isCode = false;
        foreach (string line in Unfolded(markdown).Trim().Split('\n'))
        {
            string text = line.TrimEnd();
            bool isFence = text.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isCode && Heading().Match(text) is { Success: true } heading)
            {
                string title = heading.Groups["title"].Value;
                char under = heading.Groups["level"].Length == 1 ? '=' : '-';
                Add(block, title);
                Add(block, new string(under, Math.Clamp(title.Length, 3, Width)));
            }
            else if (
                isCode
                || isFence
                || text.Length <= Width
                || text.TrimStart() is ['|' or '$', ..]
            )
            {
                Add(block, text);
            }
            else
            {
                foreach (string wrapped in Wrap(text))
                {
                    Add(block, wrapped);
                }
            }

            isCode ^= isFence;
        }

        return block.ToString().TrimEnd('\n');
    }

    /// <summary>Lines as comments, whatever they are.</summary>
    public static string OfLines(string lines)
    {
        StringBuilder block = new();
        foreach (string line in lines.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
        {
            Add(block, line.TrimEnd());
        }

        return block.ToString().TrimEnd('\n');
    }

    private static void Add(StringBuilder block, string line) =>
        block.Append(line.Length == 0 ? "//" : "// ").Append(line).Append('\n');

    /// <summary>Solutions without the elements that fold them on a page.</summary>
    private static string Unfolded(string markdown) =>
        Folding()
            .Replace(
                Code()
                    .Replace(
                        markdown.ReplaceLineEndings("\n"),
                        code => WebUtility.HtmlDecode(code.Groups["text"].Value)
                    ),
                ""
            );

    private static IEnumerable<string> Wrap(string text)
    {
        string indent = text[..(text.Length - text.TrimStart().Length)];
        string line = indent;
        foreach (string word in text.Trim().Split(' '))
        {
            if (line.Length > indent.Length && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = indent;
            }

            line += line.Length > indent.Length ? " " + word : word;
        }

        yield return line;
    }

    [GeneratedRegex(@"^(?<level>#{1,6})\s+(?<title>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"<pre><code[^>]*>(?<text>.*?)</code></pre>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"</?(details|summary|pre|code)[^>]*>")]
    private static partial Regex Folding();
}
