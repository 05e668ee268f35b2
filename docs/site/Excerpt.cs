using Markdig;
using Markdig.Syntax;

namespace NotebookNet.Site;

/// <summary>What a page's description says.</summary>
internal static class Excerpt
{
    private const int Longest = 200;

    /// <summary>The first paragraph of a Markdown text, without marks, cut after a word.</summary>
    public static string Of(string markdown)
    {
        ParagraphBlock? paragraph = Markdown
            .Parse(markdown)
            .OfType<ParagraphBlock>()
            .FirstOrDefault();
        if (paragraph is null)
        {
            return "";
        }

        string source = markdown.Substring(paragraph.Span.Start, paragraph.Span.Length);
        string text = string.Join(
            ' ',
            Markdown.ToPlainText(source).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return text.Length <= Longest ? text : $"{text[..text.LastIndexOf(' ', Longest)]} …";
    }
}
