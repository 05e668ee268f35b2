using System.Net;
using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// A line of Markdown has 120 characters at most, the tags around code not counted and `&amp;lt;` as one. A row of a table and a line of one word cannot be broken.
/// </summary>
internal sealed partial class MarkdownLinesFit : IRule
{
    private const int Most = 120;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course) =>
        chapter
            .Cells.Where(cell => !cell.IsCode)
            .SelectMany(cell =>
                cell.Lines.Select(line => WebUtility.HtmlDecode(Tag().Replace(line, "")))
                    .Index()
                    .Where(line => line.Item.Length > Most && !Unbreakable().IsMatch(line.Item))
                    .Select(line =>
                        chapter.Violation(
                            cell,
                            $"line {line.Index + 1} has {line.Item.Length} characters, expected {Most} at most: {line.Item[..50]}…"
                        )
                    )
            );

    [GeneratedRegex("</?(pre|code)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\s*\||^\s*([-*>]\s)?\S+$")]
    private static partial Regex Unbreakable();
}
