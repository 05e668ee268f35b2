using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// A bold term has its Korean one in brackets behind it, the first time that the course writes it in bold, and stands with it
/// in the glossary, once there is one. Bold that ends in `.`, `:`, `!` or `?`, holds a digit or an equation or
/// has more than four words is no term.
/// </summary>
internal sealed partial class TermsAreDefined : IRule
{
    private const int MostWords = 4;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        HashSet<string> defined =
        [
            .. course
                .Chapters.TakeWhile(other => other != chapter)
                .SelectMany(Terms)
                .Where(term => term.Korean is not null)
                .Select(term => Glossary.Normalize(term.English)),
        ];
        foreach ((ChapterCell cell, string english, string? korean) in Terms(chapter))
        {
            if (korean is null && !defined.Contains(Glossary.Normalize(english)))
            {
                yield return chapter.Violation(
                    cell,
                    $"the bold term **{english}** has no Korean one beside it, expected **{english}** (한국어); bold that is no term ends in a point or colon inside"
                );
            }

            // One message a term is enough.
            bool isNew = defined.Add(Glossary.Normalize(english));
            if (course.Glossary is not { } glossary || (!isNew && korean is null))
            {
                continue;
            }

            if (glossary.Find(english) is not { } entry)
            {
                yield return chapter.Violation(
                    cell,
                    $"the bold term **{english}** is not in the glossary"
                );
            }
            else if (korean is not null && !Glossary.KoreanForms(korean).Any(entry.Korean.Contains))
            {
                yield return chapter.Violation(
                    cell,
                    $"**{english}** ({korean}) is {string.Join(", ", entry.Korean)} in the glossary"
                );
            }
        }
    }

    /// <summary>The bold terms of a chapter, each with the Korean in the brackets behind it.</summary>
    public static IEnumerable<(ChapterCell Cell, string English, string? Korean)> Terms(
        Chapter chapter
    )
    {
        foreach (ChapterCell cell in chapter.Cells.Where(cell => !cell.IsCode))
        {
            foreach (
                EmphasisInline bold in cell
                    .Markdown.Descendants<EmphasisInline>()
                    .Where(emphasis => emphasis.DelimiterCount == 2)
            )
            {
                string text = Spaces().Replace(ProseBlock.TextOf(bold).Trim(), " ");
                if (IsTerm(bold, text))
                {
                    Match korean = Korean().Match(TextAfter(bold));
                    yield return (cell, text, korean.Success ? korean.Groups[1].Value : null);
                }
            }
        }
    }

    private static bool IsTerm(EmphasisInline bold, string text) =>
        text.Any(char.IsLetter)
        && !text.Any(char.IsDigit)
        && !".:!?".Contains(text.TrimEnd('"', '”', ')', '*')[^1])
        && text.Split(' ').Length <= MostWords
        && !bold.Descendants<MathInline>().Any()
        && !bold.Descendants<CodeInline>().Any();

    private static string TextAfter(Inline inline)
    {
        string text = "";
        for (Inline? next = inline.NextSibling; next is not null; next = next.NextSibling)
        {
            text += next switch
            {
                LiteralInline literal => literal.Content.ToString(),
                LineBreakInline => "\n",
                ContainerInline container => ProseBlock.TextOf(container),
                _ => "\u0001",
            };
        }

        return text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*\(([^)]*\p{IsHangulSyllables}[^)]*)\)")]
    private static partial Regex Korean();
}
