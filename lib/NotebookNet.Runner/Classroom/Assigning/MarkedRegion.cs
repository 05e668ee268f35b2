using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>The lines of a cell from a mark that says BEGIN to the one that says END, both with them.</summary>
/// <param name="Kind">What the marks name: <see cref="Solution"/>, <see cref="HiddenTests"/> or <see cref="MarkScheme"/>.</param>
/// <param name="Span">Where the lines stand in the cell's text, without the line end of the last one.</param>
/// <param name="Indent">The spaces in front of the first mark.</param>
internal sealed partial record MarkedRegion(string Kind, TextSpan Span, string Indent)
{
    /// <summary>What students have to write.</summary>
    public const string Solution = "SOLUTION";

    /// <summary>What checks them, and they do not see.</summary>
    public const string HiddenTests = "HIDDEN TESTS";

    /// <summary>What tells a reader how many points an answer brings.</summary>
    public const string MarkScheme = "MARK SCHEME";

    /// <summary>The regions of a cell in their order.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="isCode">Whether it is code; in prose a mark stands at the beginning of its line.</param>
    /// <exception cref="NotebookFormatException">A mark has no partner, or a region begins in another one.</exception>
    public static IReadOnlyList<MarkedRegion> FindAll(string source, bool isCode)
    {
        List<MarkedRegion> regions = [];
        Match? open = null;
        int start = 0;
        foreach (string line in source.Split('\n'))
        {
            Match mark = (isCode ? InCode() : InProse()).Match(line);
            if (mark.Success && mark.Groups["side"].Value == "BEGIN")
            {
                open = open is null
                    ? (isCode ? InCode() : InProse()).Match(source, start)
                    : throw new NotebookFormatException(
                        $"{Words(mark)} stands inside {Words(open)}; regions do not nest"
                    );
            }
            else if (mark.Success)
            {
                if (open is null || open.Groups["kind"].Value != mark.Groups["kind"].Value)
                {
                    throw new NotebookFormatException(
                        $"{Words(mark)} without a BEGIN {mark.Groups["kind"].Value} before it"
                    );
                }

                int begin = source.LastIndexOf('\n', open.Groups["side"].Index) + 1;
                regions.Add(
                    new MarkedRegion(
                        mark.Groups["kind"].Value,
                        TextSpan.FromBounds(begin, start + line.Length),
                        Indentation().Match(source, begin).Value
                    )
                );
                open = null;
            }

            start += line.Length + 1;
        }

        return open is null
            ? regions
            : throw new NotebookFormatException(
                $"{Words(open)} without an END {open.Groups["kind"].Value} after it"
            );
    }

    /// <summary>Code whose marks are comments of C#, also those that nbgrader's users begin with `###`.</summary>
    public static string AsComments(string code) => Bare().Replace(code, "// $&");

    private static string Words(Match mark) =>
        $"{mark.Groups["side"].Value} {mark.Groups["kind"].Value}";

    [GeneratedRegex(@"\b(?<side>BEGIN|END) (?<kind>SOLUTION|HIDDEN TESTS|MARK SCHEME)\b")]
    private static partial Regex InCode();

    [GeneratedRegex(
        @"^[ \t#/*<!=-]*\b(?<side>BEGIN|END) (?<kind>SOLUTION|HIDDEN TESTS|MARK SCHEME)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex InProse();

    [GeneratedRegex(
        @"(?<=^[ \t]*)#.*\b(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex Bare();

    [GeneratedRegex(@"\G[ \t]*")]
    private static partial Regex Indentation();
}
