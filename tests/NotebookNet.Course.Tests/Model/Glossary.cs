using System.Text.RegularExpressions;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Model;

/// <summary>The table English | 한국어 | meaning of the appendix for it.</summary>
/// <param name="Terms">One entry a row; none where the chapter has no such table.</param>
internal sealed partial record Glossary(IReadOnlyList<Glossary.Term> Terms)
{
    /// <summary>A row.</summary>
    /// <param name="Cell">The cell that the table stands in.</param>
    /// <param name="English">The forms of the first column: parted by commas, slashes or brackets.</param>
    /// <param name="Korean">The forms of the second column, without spaces.</param>
    internal sealed record Term(
        ChapterCell Cell,
        IReadOnlyList<string> English,
        IReadOnlyList<string> Korean
    );

    /// <summary>Reads every glossary table of a chapter, in Markdown or in HTML.</summary>
    public static Glossary Read(Chapter chapter) =>
        new([
            .. chapter
                .Cells.Where(cell => !cell.IsCode)
                .SelectMany(cell => Tables(cell).SelectMany(table => TermsOf(cell, table))),
        ]);

    /// <summary>The entry that has a form of <paramref name="term"/>, or null.</summary>
    public Term? Find(string term) =>
        Terms.FirstOrDefault(entry =>
            entry.English.Any(form => Normalize(form) == Normalize(term))
        );

    /// <summary>A term in lower case and in the singular, without its article.</summary>
    public static string Normalize(string term)
    {
        string word = Spaces().Replace(term.Trim(), " ").ToLowerInvariant();
        word = Article().Replace(word, "");
        return Plural().Replace(Ies().Replace(Es().Replace(word, "$1"), "y"), "");
    }

    /// <summary>Whether cells hold the glossary's table.</summary>
    public static bool IsGlossary(string[][] table) =>
        table is [[var english, var korean, ..], ..]
        && english.Equals("English", StringComparison.OrdinalIgnoreCase)
        && korean == "한국어";

    /// <summary>The Korean forms in a text: parted as the columns are, without spaces.</summary>
    public static IReadOnlyList<string> KoreanForms(string text) =>
        [.. Forms(text).Select(form => Spaces().Replace(form, ""))];

    private static IEnumerable<Term> TermsOf(ChapterCell cell, string[][] table) =>
        IsGlossary(table)
            ? table
                .Skip(1)
                .Where(row => row.Length >= 2)
                .Select(row => new Term(cell, [.. Forms(row[0])], KoreanForms(row[1])))
            : [];

    private static IEnumerable<string[][]> Tables(ChapterCell cell) =>
        ProseBlock
            .Tables(cell.Markdown)
            .Concat(
                HtmlTable()
                    .Matches(cell.Source)
                    .Select(table =>
                        HtmlRow()
                            .Matches(table.Value)
                            .Select(row =>
                                HtmlCell()
                                    .Matches(row.Value)
                                    .Select(entry =>
                                        ChapterCell.WithoutTags(entry.Groups[1].Value).Trim()
                                    )
                                    .ToArray()
                            )
                            .ToArray()
                    )
            );

    private static string[] Forms(string text) =>
        text.Split(
            [',', '/', '(', ')'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^(an?|the) ")]
    private static partial Regex Article();

    [GeneratedRegex("(ss|x|ch|sh|as)es$")]
    private static partial Regex Es();

    [GeneratedRegex("ies$")]
    private static partial Regex Ies();

    [GeneratedRegex("(?<!s)s$")]
    private static partial Regex Plural();

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex HtmlTable();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex HtmlRow();

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex HtmlCell();
}
