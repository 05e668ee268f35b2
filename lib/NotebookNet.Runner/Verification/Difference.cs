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

    /// <summary>The difference as a diff: stored lines after `-`, new lines after `+`.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            [Place, .. Marked("  - ", Expected, Actual), .. Marked("  + ", Actual, Expected)]
        );

    private static IEnumerable<string> Marked(
        string mark,
        IReadOnlyList<string> lines,
        IReadOnlyList<string> others
    )
    {
        IEnumerable<string> shown = lines
            .Take(LongestBlock)
            .Select((line, i) => mark + Short(line, others.ElementAtOrDefault(i) ?? ""));
        return lines.Count > LongestBlock
            ? shown.Append($"{mark}… {lines.Count - LongestBlock} more lines")
            : shown;
    }

    /// <summary>A long line around the place where it begins to differ from the other.</summary>
    private static string Short(string line, string other)
    {
        if (line.Length <= LongestLine)
        {
            return line;
        }

        int same = line.AsSpan().CommonPrefixLength(other);
        int start = Math.Clamp(same - (LongestLine / 4), 0, line.Length - LongestLine);
        string head = start > 0 ? $"[column {start + 1}] …" : "";
        string tail = start + LongestLine < line.Length ? "…" : "";
        return $"{head}{line.AsSpan(start, LongestLine)}{tail}";
    }
}
