using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Model;

/// <summary>
/// What there is to read, and how long it takes someone who reads 180 words a minute, a line of code in 6 seconds and looks 40
/// at a figure. A word is what stands between spaces and has a letter or a digit; an equation on a line of its own is one. Code in
/// prose, as in a solution, is lines of code, of which empty ones do not count; nor do the set-up's cell and the references.
/// </summary>
/// <param name="Words">Words.</param>
/// <param name="Lines">Lines of code.</param>
/// <param name="Figures">Figures.</param>
internal readonly partial record struct ReadingTime(int Words, int Lines, int Figures)
{
    /// <summary>The whole minutes.</summary>
    public int Minutes => (int)Math.Round((Words / 180.0) + (Lines / 10.0) + (Figures * 40 / 60.0));

    public static ReadingTime operator +(ReadingTime a, ReadingTime b) =>
        new(a.Words + b.Words, a.Lines + b.Lines, a.Figures + b.Figures);

    /// <summary>
    /// Counts a chapter. What a reader may leave out stands under a heading that ends in "(optional)", up to the next heading of
    /// its level or above.
    /// </summary>
    public static (ReadingTime Required, ReadingTime Optional) Of(Chapter chapter)
    {
        var required = default(ReadingTime);
        var optional = default(ReadingTime);
        int optionalLevel = int.MaxValue;
        bool isReference = false;
        foreach (ChapterCell cell in chapter.Cells)
        {
            if (cell.IsCode)
            {
                bool isSetup = cell.Source.Contains("Notebook.Setup()", StringComparison.Ordinal);
                Add(new ReadingTime(0, isSetup ? 0 : LinesOf(cell.Source), cell.Figures.Count()));
            }

            foreach (LeafBlock block in cell.Markdown.Descendants<LeafBlock>())
            {
                if (block is HeadingBlock heading)
                {
                    string text = ProseBlock.HeadingText(heading);
                    bool isOptional = text.TrimEnd()
                        .EndsWith("(optional)", StringComparison.Ordinal);
                    optionalLevel =
                        heading.Level > optionalLevel ? optionalLevel
                        : isOptional ? heading.Level
                        : int.MaxValue;
                    isReference = heading.Level <= 2 ? text == "References" : isReference;
                }

                Add(isReference ? default : Of(block));
            }
        }

        return (required, optional);

        void Add(ReadingTime time)
        {
            if (optionalLevel < int.MaxValue)
            {
                optional += time;
            }
            else
            {
                required += time;
            }
        }
    }

    /// <summary>The minutes that a chapter's first cell states, or null where it has no such line.</summary>
    public static (int Required, int Optional)? Stated(Chapter chapter)
    {
        Match line = Line()
            .Match(chapter.Cells is [{ IsCode: false } front, ..] ? front.Source : "");
        return line.Success ? (Minutes(line.Groups[1]), Minutes(line.Groups[2])) : null;

        static int Minutes(Group digits) =>
            digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The line that states so many minutes.</summary>
    public static string LineOf(int required, int optional) =>
        optional == 0
            ? $"*To read:* {required} minutes."
            : $"*To read:* {required} minutes, and {optional} for what is optional.";

    private static ReadingTime Of(LeafBlock block) =>
        block switch
        {
            MathBlock => new ReadingTime(1, 0, 0),
            CodeBlock code => new ReadingTime(0, LinesOf(code.Lines.ToString()), 0),
            HtmlBlock html => OfHtml(html.Lines.ToString()),
            { Inline: { } inline } => new ReadingTime(WordsOf(TextOf(inline)), 0, 0),
            _ => default,
        };

    private static ReadingTime OfHtml(string html) =>
        new(
            WordsOf(ChapterCell.WithoutTags(Code().Replace(html, " "))),
            Code().Matches(html).Sum(code => LinesOf(code.Groups[1].Value)),
            0
        );

    private static int WordsOf(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Any(char.IsLetterOrDigit));

    private static int LinesOf(string code) =>
        code.ReplaceLineEndings("\n").Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));

    private static string TextOf(ContainerInline container) =>
        string.Concat(
            container.Select(inline =>
                inline switch
                {
                    MathInline { DelimiterCount: 2 } => " equation ",
                    MathInline math => math.Content.ToString(),
                    LiteralInline literal => literal.Content.ToString(),
                    CodeInline code => code.Content,
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    LinkInline { IsImage: true } => "",
                    ContainerInline inner => TextOf(inner),
                    LineBreakInline or HtmlInline => " ",
                    _ => "",
                }
            )
        );

    [GeneratedRegex(
        @"\*To read:\*\s+([0-9]+)\s+minutes(?:,\s+and\s+([0-9]+)\s+for\s+what\s+is\s+optional)?\."
    )]
    private static partial Regex Line();

    [GeneratedRegex(
        @"<pre\b[^>]*>\s*<code\b[^>]*>(.*?)</code>\s*</pre>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Code();
}
