using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Model;

/// <summary>The table of chapter 00 with a line for every other notebook.</summary>
internal static partial class CourseMap
{
    private const string NeedsColumn = "needs";
    private const string MinutesColumn = "minutes to read";

    /// <summary>A line of the map.</summary>
    /// <param name="Cell">The cell that the map stands in.</param>
    /// <param name="File">The notebook.</param>
    /// <param name="Needs">What the file names of the notebooks that it needs begin with.</param>
    /// <param name="Minutes">The minutes to read, as they stand there: `38`, or `70 + 12` where a part is optional.</param>
    internal sealed record Row(
        ChapterCell Cell,
        string File,
        IReadOnlyList<string> Needs,
        string Minutes
    );

    /// <summary>The lines of the map; none where the chapter has no table with the columns "needs" and "minutes to read".</summary>
    public static IReadOnlyList<Row> Read(Chapter start)
    {
        List<Row> rows = [];
        foreach (ChapterCell cell in start.Cells.Where(cell => !cell.IsCode))
        {
            string[] headings = [];
            foreach (string line in cell.Lines)
            {
                string[] cells = line.StartsWith('|')
                    ? [.. line.Trim().Split('|')[1..^1].Select(text => text.Trim())]
                    : [];
                headings =
                    cells.Length == 0 ? []
                    : cells.Contains(NeedsColumn) && cells.Contains(MinutesColumn) ? cells
                    : headings;
                if (
                    headings.Length > 0
                    && cells.Length == headings.Length
                    && Link().Match(line) is { Success: true } link
                )
                {
                    rows.Add(
                        new Row(
                            cell,
                            link.Groups[1].Value,
                            [.. Name().Matches(Of(NeedsColumn)).Select(name => name.Value)],
                            Of(MinutesColumn)
                        )
                    );
                }

                string Of(string heading) => cells[Array.IndexOf(headings, heading)];
            }
        }

        return rows;
    }

    /// <summary>What the file names of the notebooks that a chapter's *Before this one* links to begin with.</summary>
    public static IReadOnlyList<string> NeedsOf(Chapter chapter) =>
        chapter.Cells is [{ IsCode: false } front, ..]
            ? [.. Link().Matches(Before().Match(front.Source).Value).Select(Prefix).Distinct()]
            : [];

    private static string Prefix(Match link) => Name().Match(link.Groups[1].Value).Value;

    [GeneratedRegex(@"\]\(([^)\s/#]+\.ipynb)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("[0-9]{2}[a-z]?|appendix-[a-z-]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\*Before this one:\*.*?(?=\*To read:\*|\n\s*\n|$)", RegexOptions.Singleline)]
    private static partial Regex Before();
}
