using System.Text;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.GitHub;

/// <summary>The results of a run as a table in Markdown.</summary>
internal static class JobSummary
{
    /// <summary>GitHub refuses a summary of more than a mebibyte.</summary>
    private const int MostRows = 1000;

    private const int LongestReason = 200;

    /// <summary>The table, those that failed first.</summary>
    public static string Of(IReadOnlyList<NotebookResult> results)
    {
        StringBuilder text = new();
        text.Append("### ").Append(Text(PlainProgress.Totals(results))).Append("\n\n");
        text.Append("| | notebook | cells | time | memory | |\n|---|---|--:|--:|--:|---|\n");
        foreach (
            NotebookResult result in results
                .OrderBy(result => result.Ok)
                .ThenBy(result => !result.IsSkipped)
                .Take(MostRows)
        )
        {
            text.Append(
                Invariant(
                    $"| {State(result)} | {Text(PlainProgress.Shown(result.Path))} | {result.Cells.Count} | {result.Seconds:0.0} s | {result.PeakMemoryBytes / 1e6:0} MB | {Reason(result)} |\n"
                )
            );
        }

        if (results.Count > MostRows)
        {
            text.Append(Invariant($"\n… and {results.Count - MostRows} more.\n"));
        }

        return text.Append('\n').ToString();
    }

    private static string State(NotebookResult result) =>
        result.IsSkipped ? "⏭️ skipped"
        : result.Ok ? "✅ passed"
        : "❌ failed";

    private static string Reason(NotebookResult result)
    {
        if (result.IsSkipped)
        {
            return Text($"not served: {string.Join(", ", result.UnservedPackages)}");
        }

        IReadOnlyList<Failure> failures = Failure.In(result);
        if (failures.Count == 0)
        {
            return "";
        }

        string message = failures[0].Message.ReplaceLineEndings("\n").Split('\n')[0];
        string reason =
            failures[0].Place.Length > 0 && !message.StartsWith("cell ", StringComparison.Ordinal)
                ? $"{failures[0].Place}: {message}"
                : message;
        string rest = failures.Count > 1 ? Invariant($" (and {failures.Count - 1} more)") : "";
        return Text(reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason) + rest;
    }

    /// <summary>A text in a cell of a table, with nothing in it that Markdown or HTML would read.</summary>
    private static string Text(string text) =>
        string.Concat(
            text.Select(c =>
                c is ' ' or '.' or ',' or '/' or '-' or '(' or ')'
                || char.IsLetterOrDigit(c)
                || char.IsSurrogate(c)
                    ? c.ToString()
                    : Invariant($"&#{(int)c};")
            )
        );
}
