using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Puts other addresses into Markdown, and equations that a line break cuts onto one line; all else of its text stays as it is.</summary>
internal static partial class CellLinks
{
    /// <summary>The text with what <paramref name="link"/> makes of each address that is neither absolute nor of the page itself.</summary>
    public static string Replace(string text, Func<string, string> link)
    {
        List<(int Start, int End, string Address)> edits = [];
        foreach (MarkdownObject part in CellMarkdown.Parse(text).Descendants())
        {
            switch (part)
            {
                case LinkInline { IsAutoLink: false, Reference: null, Url: { } url } inline:
                    Add(inline.UrlSpan, url);
                    break;
                case LinkReferenceDefinition { Url: { } url } definition:
                    Add(definition.UrlSpan, url);
                    break;
                // Not everything that reads a page's Markdown knows one that goes on in the next line.
                case MathInline math when math.Content.AsSpan().Contains('\n'):
                    string dollars = new(math.Delimiter, math.DelimiterCount);
                    string equation = math.Content.ToString().ReplaceLineEndings(" ").Trim();
                    edits.Add((math.Span.Start, math.Span.End + 1, dollars + equation + dollars));
                    break;
                case HtmlInline or HtmlBlock:
                    AddHtml(part.Span);
                    break;
            }
        }

        StringBuilder changed = new(text);
        foreach (
            (int start, int end, string address) in edits.OrderByDescending(edit => edit.Start)
        )
        {
            changed.Remove(start, end - start).Insert(start, address);
        }

        return edits.Count == 0 ? text : changed.ToString();

        void Add(SourceSpan span, string url)
        {
            if (IsRelative(url) && !span.IsEmpty && link(url) is string address && address != url)
            {
                bool isBracketed = span.Start > 0 && text[span.Start - 1] == '<';
                bool needsBrackets =
                    text[span.Start] == '<' || address.IndexOfAny([' ', '(', ')']) >= 0;
                edits.Add(
                    (
                        span.Start,
                        span.End + 1,
                        needsBrackets && !isBracketed ? $"<{address}>" : address
                    )
                );
            }
        }

        void AddHtml(SourceSpan span)
        {
            int end = Math.Min(span.End + 1, text.Length);
            foreach (Match match in HtmlAddress().Matches(text[span.Start..end]))
            {
                Group address = match.Groups["address"];
                string url = WebUtility.HtmlDecode(address.Value);
                if (IsRelative(url) && link(url) is string changedUrl && changedUrl != url)
                {
                    int start = span.Start + address.Index;
                    edits.Add((start, start + address.Length, WebUtility.HtmlEncode(changedUrl)));
                }
            }
        }
    }

    /// <summary>Whether an address leads to a file beside the notebook, or to one that its cell carries.</summary>
    private static bool IsRelative(string url) =>
        url.Length > 0
        && url[0] is not ('#' or '/' or '?')
        && (!Scheme().IsMatch(url) || url.StartsWith("attachment:", StringComparison.Ordinal));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*(?:""(?<address>[^""<>]*)""|'(?<address>[^'<>]*)')"
    )]
    private static partial Regex HtmlAddress();
}
