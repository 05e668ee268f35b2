using System.Net;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>Every link to a file of the course, or to a heading in one, leads there.</summary>
internal sealed partial class LinksHold : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        foreach (ChapterCell cell in chapter.Cells.Where(cell => !cell.IsCode))
        {
            foreach (string url in Links(cell))
            {
                if (Scheme().IsMatch(url))
                {
                    continue;
                }

                if (Problem(chapter, course, Uri.UnescapeDataString(url)) is string problem)
                {
                    yield return chapter.Violation(cell, $"the link to {url} is broken: {problem}");
                }
            }
        }
    }

    private static string? Problem(Chapter chapter, Model.Course course, string url)
    {
        string[] parts = url.Split('#', 2);
        Chapter? target = chapter;
        if (parts[0].Length > 0)
        {
            string path = Path.GetFullPath(
                Path.Combine(Path.GetDirectoryName(chapter.Path)!, parts[0])
            );
            target = course.Chapters.FirstOrDefault(other => Path.GetFullPath(other.Path) == path);
            if (target is null && !Path.Exists(path))
            {
                return $"there is no {parts[0]} beside this notebook";
            }
        }

        return target is null || parts.Length == 1 || Anchors(target).Contains(parts[1])
            ? null
            : $"{target.Name} has no heading and no id with the anchor {parts[1]}, only {string.Join(", ", Anchors(target))}";
    }

    private static IEnumerable<string> Links(ChapterCell cell) =>
        cell
            .Markdown.Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Concat(
                Html(cell)
                    .SelectMany(html => HtmlLink().Matches(html))
                    .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
            );

    /// <summary>The anchors of headings, as GitHub makes them, and the ids that HTML sets.</summary>
    private static IEnumerable<string> Anchors(Chapter chapter)
    {
        Dictionary<string, int> seen = [];
        foreach (ChapterCell cell in chapter.Cells.Where(cell => !cell.IsCode))
        {
            foreach (HeadingBlock heading in cell.Markdown.Descendants<HeadingBlock>())
            {
                string text = heading.Inline is null
                    ? ""
                    : ProseBlock.TextOf(heading.Inline).Trim();
                string slug = NotInAnchor().Replace(text.ToLowerInvariant(), "").Replace(' ', '-');
                int count = seen[slug] = seen.GetValueOrDefault(slug) + 1;
                yield return count == 1 ? slug : $"{slug}-{count - 1}";
            }

            foreach (Match id in Html(cell).SelectMany(html => HtmlId().Matches(html)))
            {
                yield return id.Groups[1].Value;
            }
        }
    }

    private static IEnumerable<string> Html(ChapterCell cell) =>
        cell
            .Markdown.Descendants<HtmlInline>()
            .Select(html => html.Tag)
            .Concat(cell.Markdown.Descendants<HtmlBlock>().Select(html => html.Lines.ToString()));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\b(?:href|src)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlLink();

    [GeneratedRegex(@"\b(?:id|name)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlId();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchor();
}
