using System.Net;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Model;

/// <summary>Where Markdown points to, and where one can point to in it.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>The addresses of links and pictures that are no address of the web, as they stand there.</summary>
    public static IEnumerable<string> Of(MarkdownDocument document) =>
        document
            .Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Concat(
                Html(document)
                    .SelectMany(html => HtmlLink().Matches(html))
                    .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
            )
            .Where(url => !Scheme().IsMatch(url));

    /// <summary>The anchors of headings, as GitHub makes them, and the ids that HTML sets.</summary>
    public static IEnumerable<string> Anchors(IEnumerable<MarkdownDocument> documents)
    {
        Dictionary<string, int> seen = [];
        foreach (MarkdownDocument document in documents)
        {
            foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
            {
                string text = heading.Inline is null
                    ? ""
                    : ProseBlock.TextOf(heading.Inline).Trim();
                string slug = NotInAnchor().Replace(text.ToLowerInvariant(), "").Replace(' ', '-');
                int count = seen[slug] = seen.GetValueOrDefault(slug) + 1;
                yield return count == 1 ? slug : $"{slug}-{count - 1}";
            }

            foreach (Match id in Html(document).SelectMany(html => HtmlId().Matches(html)))
            {
                yield return id.Groups[1].Value;
            }
        }
    }

    private static IEnumerable<string> Html(MarkdownDocument document) =>
        document
            .Descendants<HtmlInline>()
            .Select(html => html.Tag)
            .Concat(document.Descendants<HtmlBlock>().Select(html => html.Lines.ToString()));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\b(?:href|src)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlLink();

    [GeneratedRegex(@"\b(?:id|name)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlId();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchor();
}
