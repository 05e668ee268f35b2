using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Site.Links;

/// <summary>Changes where the links and pictures of a Markdown text lead, and leaves every other character as it is.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>The text with other links.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="resolve">The new target of a link, or null where it leads nowhere: then its text stays, without a link.</param>
    public static string Rewrite(string markdown, Func<string, string?> resolve)
    {
        List<(int Start, int Length, string Text)> changes = [];
        foreach (MarkdownObject part in CellMarkdown.Parse(markdown).Descendants())
        {
            switch (part)
            {
                case LinkInline { Url: { } url, Reference: null, UrlSpan.IsEmpty: false } link:
                    Change(link, url);
                    break;
                case LinkReferenceDefinition { Url: { } url, UrlSpan.IsEmpty: false } definition:
                    Replace(definition.UrlSpan, resolve(url) ?? "#");
                    break;
                case HtmlBlock or HtmlInline:
                    ChangeAttributes(part);
                    break;
            }
        }

        StringBuilder result = new(markdown);
        foreach ((int start, int length, string text) in changes.OrderByDescending(c => c.Start))
        {
            result.Remove(start, length).Insert(start, text);
        }

        return result.ToString();

        void Change(LinkInline link, string url)
        {
            if (resolve(url) is string target)
            {
                Replace(link.UrlSpan, target);
            }
            else if (link is { FirstChild: { } first, LastChild: { } last })
            {
                int start = first.Span.Start;
                Replace(link.Span, markdown[start..(last.Span.End + 1)]);
            }
        }

        void ChangeAttributes(MarkdownObject part)
        {
            string html = CellMarkdown.SourceOf(markdown, part);
            foreach (Match attribute in Attribute().Matches(html))
            {
                Group url = attribute.Groups["url"];
                SourceSpan place = new(
                    part.Span.Start + url.Index,
                    part.Span.Start + url.Index + url.Length - 1
                );
                Replace(place, resolve(url.Value) ?? "#");
            }
        }

        void Replace(SourceSpan span, string text)
        {
            if (markdown.Substring(span.Start, span.Length) != text)
            {
                changes.Add((span.Start, span.Length, text));
            }
        }
    }

    [GeneratedRegex("\\s(?:src|href|srcset|data-figure)=\"(?<url>[^\"]+)\"")]
    private static partial Regex Attribute();
}
