using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// A chapter ends in Summary, Exercises and References, in this order; a reference names its year. An appendix may leave out any.
/// </summary>
internal sealed partial class EndMatter : IRule
{
    private static readonly string[] s_sections = ["Summary", "Exercises", "References"];

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        string[] found =
        [
            .. chapter
                .Cells.SelectMany(cell => cell.Markdown.Descendants<HeadingBlock>())
                .Where(heading => heading.Level == 2)
                .Select(ProseBlock.HeadingText)
                .Where(s_sections.Contains),
        ];
        string[] expected = chapter.IsAppendix ? [.. s_sections.Where(found.Contains)] : s_sections;
        if (!found.SequenceEqual(expected))
        {
            yield return chapter.Violation(
                $"has the sections ({string.Join(", ", found)}), expected ({string.Join(", ", expected)}) in this order, each once"
            );
        }

        string[] empty =
        [
            .. found.Where(section =>
                !chapter
                    .Cells.SelectMany(cell => cell.Blocks)
                    .Any(block => block.Section == section && block.Text != section)
            ),
        ];
        foreach (string section in empty)
        {
            yield return chapter.Violation($"the section {section} is empty");
        }

        int references = 0;
        foreach ((ChapterCell cell, string text) in References(chapter))
        {
            references++;
            if (!Year().IsMatch(text))
            {
                yield return chapter.Violation(cell, $"the reference \"{text}\" names no year");
            }
        }

        if (references == 0 && found.Contains("References"))
        {
            yield return chapter.Violation("the section References has no list");
        }
    }

    private static IEnumerable<(ChapterCell, string)> References(Chapter chapter)
    {
        bool isInside = false;
        foreach (ChapterCell cell in chapter.Cells)
        {
            foreach (Markdig.Syntax.Block block in cell.Markdown)
            {
                if (block is HeadingBlock { Level: <= 2 } heading)
                {
                    isInside = ProseBlock.HeadingText(heading) == "References";
                }
                else if (isInside && block is ListBlock list)
                {
                    foreach (ListItemBlock item in list.OfType<ListItemBlock>())
                    {
                        yield return (
                            cell,
                            string.Join(
                                    ' ',
                                    item.Descendants<LeafBlock>()
                                        .Where(leaf => leaf.Inline is not null)
                                        .Select(leaf => ProseBlock.TextOf(leaf.Inline!))
                                )
                                .ReplaceLineEndings(" ")
                        );
                    }
                }
            }
        }
    }

    [GeneratedRegex(@"\b(1[5-9]|20)[0-9]{2}\b")]
    private static partial Regex Year();
}
