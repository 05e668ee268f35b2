using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>The appendix for it has a glossary, each row of it English and Korean, and each term is used by a notebook outside it.</summary>
internal sealed class GlossaryIsUsed : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        if (!chapter.IsGlossary || course.Glossary is not { } glossary)
        {
            yield break;
        }

        if (glossary.Terms.Count == 0)
        {
            yield return chapter.Violation(
                "has no glossary: expected a table with the columns English, 한국어 and meaning"
            );
        }

        string prose = string.Join(
            '\n',
            course
                .Chapters.SelectMany(other => other.Cells)
                .Where(cell => !cell.IsCode)
                .SelectMany(Words)
        );
        foreach (Glossary.Term term in glossary.Terms)
        {
            string name = term.English.Count > 0 ? term.English[0] : "(empty)";
            if (term.Korean.Count == 0 || term.English.Count == 0)
            {
                yield return chapter.Violation(
                    term.Cell,
                    $"the glossary's row {name} lacks English or Korean"
                );
            }
            else if (!term.English.Any(form => IsUsed(form, prose)))
            {
                yield return chapter.Violation(
                    term.Cell,
                    $"the glossary has {name}, which no notebook uses"
                );
            }
            else if (glossary.Find(name) != term)
            {
                yield return chapter.Violation(term.Cell, $"the glossary has {name} twice");
            }
        }
    }

    /// <summary>The words of a cell outside the glossary's table.</summary>
    private static IEnumerable<string> Words(ChapterCell cell)
    {
        MarkdownDocument document = cell.Markdown;
        HashSet<Markdig.Syntax.Block> inGlossary =
        [
            .. document
                .Descendants<Markdig.Extensions.Tables.Table>()
                .Where((_, i) => Glossary.IsGlossary(ProseBlock.Tables(document).ElementAt(i)))
                .SelectMany(table => table.Descendants<LeafBlock>()),
        ];
        return document
            .Descendants<LeafBlock>()
            .Where(leaf => leaf.Inline is not null && !inGlossary.Contains(leaf))
            .Select(leaf => ProseBlock.TextOf(leaf.Inline!));
    }

    private static bool IsUsed(string form, string prose)
    {
        string stem = Regex.Escape(Glossary.Normalize(form)).Replace(@"\ ", @"[\s-]+");
        string plural = stem.EndsWith('y') ? $"{stem[..^1]}(y|ies)" : $"{stem}(s|es|ses)?";
        return Regex.IsMatch(prose, $@"(?<!\w){plural}(?!\w)", RegexOptions.IgnoreCase);
    }
}
