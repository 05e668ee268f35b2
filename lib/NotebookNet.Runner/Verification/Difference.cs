namespace NotebookNet.Runner.Verification;

/// <summary>A place where what a cell shows is not what is stored.</summary>
/// <param name="Place">The output, and inside a figure the path in its JSON.</param>
/// <param name="Expected">The stored lines that differ; empty where nothing is stored.</param>
/// <param name="Actual">The lines that came instead; empty where nothing came.</param>
internal sealed record Difference(
    string Place,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Actual
)
{
    private const int LongestBlock = 20;
    private const int LongestLine = 200;

    /// <summary>Where in the first lines they begin to differ, if it is known: not where their characters do, which may be form.</summary>
    public (int Expected, int Actual)? Column { get; init; }

    /// <summary>The difference as a diff: stored lines after `-`, new lines after `+`.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            [
                Place,
                .. Marked("  - ", Expected, Actual, Column?.Expected),
                .. Marked("  + ", Actual, Expected, Column?.Actual),
            ]
        );

    private static IEnumerable<string> Marked(
        string mark,
        IReadOnlyList<string> lines,
        IReadOnlyList<string> others,
        int? column
    )
    {
        IEnumerable<string> shown = lines
            .Take(LongestBlock)
            .Select(
                (line, i) =>
                    mark
                    + Short(
                        line,
                        (i == 0 ? column : null)
                            ?? line.AsSpan().CommonPrefixLength(others.ElementAtOrDefault(i))
                    )
            );
        return lines.Count > LongestBlock
            ? shown.Append($"{mark}… {lines.Count - LongestBlock} more lines")
            : shown;
    }

    /// <summary>A long line around the column where it begins to differ.</summary>
    private static string Short(string line, int column)
    {
        if (line.Length <= LongestLine)
        {
            return line;
        }

        int start = Math.Clamp(column - (LongestLine / 4), 0, line.Length - LongestLine);
        string head = start > 0 ? $"[column {start + 1}] …" : "";
        string tail = start + LongestLine < line.Length ? "…" : "";
        return $"{head}{line.AsSpan(start, LongestLine)}{tail}";
    }
}
