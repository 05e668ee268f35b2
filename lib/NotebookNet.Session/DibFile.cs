using System.Text.RegularExpressions;

namespace NotebookNet.Session;

/// <summary>A notebook as one text: a line `#!language` begins each cell.</summary>
internal static partial class DibFile
{
    /// <summary>The language of a cell that is shown and not run.</summary>
    public const string Prose = "prose";

    /// <summary>The cells in their order. Line n of each is line n of the file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">What messages call it.</param>
    public static IEnumerable<Cell> Cells(string text, string name)
    {
        string[] lines = WithoutMetadata(text).Split('\n');
        string language = CellParser.CSharp;
        int start = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            string? next = i < lines.Length ? LanguageOf(lines[i]) : "";
            if (next is null)
            {
                continue;
            }

            string[] cell = lines[start..i];
            if (cell.Any(line => !string.IsNullOrWhiteSpace(line)))
            {
                yield return language == "markdown"
                    ? new Cell(0, string.Join('\n', cell).Trim(), Prose)
                    : new Cell(
                        1,
                        new string('\n', start) + string.Join('\n', cell).TrimEnd(),
                        language
                    )
                    {
                        Name = name,
                    };
            }

            (language, start) = (next, i + 1);
        }
    }

    /// <summary>The cells alone: the block that says by which kernels the file was written is blank.</summary>
    public static string WithoutMetadata(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        if (start >= 0 && lines[start].Trim() == "#!meta")
        {
            int end = Array.FindIndex(
                lines,
                start + 1,
                line => line.StartsWith("#!", StringComparison.Ordinal)
            );
            Array.Fill(lines, "", start, (end < 0 ? lines.Length : end) - start);
        }

        return string.Join('\n', lines);
    }

    private static string? LanguageOf(string line) =>
        LanguageLine().Match(line) is { Success: true } match
            ? CellParser.LanguageOf(match.Groups["name"].Value)
            : null;

    [GeneratedRegex(@"^#!(?<name>\S+)\s*$")]
    private static partial Regex LanguageLine();
}
