using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// The first cell says what the notebook is: `# 03 · Title (한국어)`, `*Before this one:* …`, `*To read:* 40 minutes. *To
/// run:* …`, and `**Goals.**` with a list of three to five. An appendix begins with `# Appendix · Title (한국어)` and needs no goals.
/// </summary>
internal sealed partial class FrontMatter : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        if (chapter.Cells is not [{ IsCode: false } front, ..])
        {
            yield return chapter.Violation("does not begin with a Markdown cell");
            yield break;
        }

        Match title = Title().Match(front.Lines[0]);
        string place = chapter.IsAppendix ? "Appendix" : chapter.Prefix;
        if (!title.Success || title.Groups[1].Value != place)
        {
            yield return chapter.Violation(
                front,
                $"begins with \"{front.Lines[0]}\", expected \"# {place} · Title (한국어)\""
            );
        }

        foreach (
            (string what, Regex pattern) in new[]
            {
                ("*Before this one:* …", Before()),
                ("*To read:* 40 minutes.", ToRead()),
                ("*To run:* …", ToRun()),
            }
        )
        {
            if (!pattern.IsMatch(front.Source))
            {
                yield return chapter.Violation(front, $"lacks \"{what}\"");
            }
        }

        int goals = GoalsOf(front);
        if (goals is < 3 or > 5 && !(chapter.IsAppendix && goals == 0))
        {
            yield return chapter.Violation(
                front,
                $"has {goals} goals, expected a paragraph that begins with **Goals.** and a list of three to five after it"
            );
        }
    }

    private static int GoalsOf(ChapterCell front) =>
        front
            .Markdown.SkipWhile(block =>
                block is not ParagraphBlock { Inline: { } words }
                || !ProseBlock.TextOf(words).StartsWith("Goals.", StringComparison.Ordinal)
            )
            .Skip(1)
            .FirstOrDefault()
            is ListBlock list
            ? list.Count
            : 0;

    [GeneratedRegex(@"^# ([0-9]{2}[a-z]?|Appendix) · \S.* \([^)]*\p{IsHangulSyllables}[^)]*\)\s*$")]
    private static partial Regex Title();

    [GeneratedRegex(@"\*Before this one:\*\s+\S")]
    private static partial Regex Before();

    [GeneratedRegex(@"\*To read:\*\s+[0-9]+ minutes")]
    private static partial Regex ToRead();

    [GeneratedRegex(@"\*To run:\*\s+\S")]
    private static partial Regex ToRun();
}
