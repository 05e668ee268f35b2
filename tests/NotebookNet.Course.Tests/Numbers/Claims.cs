using System.Text.RegularExpressions;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>The numbers of a prose block that claim something.</summary>
internal static partial class Claims
{
    /// <summary>
    /// Left out: the numbers of chapters, sections, exercises and lists, years of citations, versions, reading times, the
    /// reference list, and what a question to the reader offers.
    /// </summary>
    /// <returns>Each number with the words around it.</returns>
    public static IEnumerable<(Number Number, string Context)> Of(ProseBlock block)
    {
        if (block.Section == "References")
        {
            return [];
        }

        string text = ReadingTime().Replace(block.Text, "");
        text = Equation().Replace(text, equation => $" {Latex.Plain(equation.Groups[1].Value)} ");
        text = Spaces().Replace(text, " ");
        text = ExerciseNumber().Replace(text, "");
        text = Numbered().Replace(text, " ");
        text = Year().Replace(text, " ");
        text = Version().Replace(text, " ");
        if (Question().IsMatch(text))
        {
            text = string.Join(
                ' ',
                SentenceEnd().Split(text).Where(sentence => !sentence.EndsWith('?'))
            );
        }

        return NumberReader
            .Read(text)
            .Where(number => !ChapterNumber().IsMatch(number.Text))
            .Select(number => (number, Around(text, number)));
    }

    private static string Around(string text, Number number)
    {
        const int Context = 35;
        int start = Math.Max(0, number.Index - Context);
        int end = Math.Min(text.Length, number.Index + number.Text.Length + Context);
        return text[start..end].Trim();
    }

    [GeneratedRegex(@"^\s*To read:.*$", RegexOptions.Multiline)]
    private static partial Regex ReadingTime();

    [GeneratedRegex(@"\$([^$]*)\$")]
    private static partial Regex Equation();

    // A thin space or a line break is a space.
    [GeneratedRegex(@"[\s\u00A0\u2009\u202F]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*[0-9]+(?:\.(?=\s|$)|(?=\s\())")]
    private static partial Regex ExerciseNumber();

    [GeneratedRegex(
        @"\b(sections?|chapters?|notebooks?|exercises?|solutions?|figures?|equations?|cells?|pages?|volume|§)\s*[0-9]+(\.[0-9]+)*(,?\s*(,|and|or|to|-|–)\s*[0-9]+(\.[0-9]+)*\b(?![.][0-9]|\s*%))*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"(?<=[(,;] ?|\p{L}\.?,? )(1[5-9]|20)[0-9]{2}[a-z]?(?=[);])|(?<=\b[Ii]n )(1[5-9]|20)[0-9]{2}\b(?! ?\p{L}*(steps|iterations|images|samples))|(?<=\b([Oo]f|[Ss]ince|[Bb]y) )1[5-9][0-9]{2}\b(?! ?\p{L}*(steps|iterations|images|samples))"
    )]
    private static partial Regex Year();

    [GeneratedRegex(@"(C#|F#|\.NET( SDK)?|Python|plotly\.js) v?[0-9]+(\.[0-9]+)*")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\s*Predict first\.")]
    private static partial Regex Question();

    [GeneratedRegex(@"(?<=[.?!])\s+(?=\p{Lu}|\()")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("^0[0-9]$")]
    private static partial Regex ChapterNumber();
}
