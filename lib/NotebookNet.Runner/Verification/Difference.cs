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

    /// <summary>The difference as a diff: stored lines after `-`, new lines after `+`.</summary>
    public override string ToString() =>
        string.Join('\n', [Place, .. Marked("  - ", Expected), .. Marked("  + ", Actual)]);

    private static IEnumerable<string> Marked(string mark, IReadOnlyList<string> lines)
    {
        IEnumerable<string> shown = lines.Take(LongestBlock).Select(line => mark + line);
        return lines.Count > LongestBlock
            ? shown.Append($"{mark}… {lines.Count - LongestBlock} more lines")
            : shown;
    }
}
