using System.Globalization;

namespace NotebookNet.Runner.Commands;

/// <summary>Progress as lines of text, for logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgressView
{
    private readonly Lock _lock = new();

    public void Started(string path, int cells) =>
        WriteLine($"running {Shown(path)} ({cells} cells)");

    public void CellStarted(string path, int number) { }

    public void Ended(NotebookResult result) => WriteLine(Summary(result));

    public void Note(string message) => WriteLine(message);

    /// <summary>How many notebooks passed, failed and were skipped, and for want of which packages.</summary>
    public static string Totals(IReadOnlyList<NotebookResult> results)
    {
        int skipped = results.Count(result => result.IsSkipped);
        string passed = string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count(result => result.Ok) - skipped} passed, {results.Count(result => !result.Ok)} failed"
        );
        return skipped == 0
            ? passed
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{passed}, {skipped} skipped ({Packages(results.Where(result => result.IsSkipped))})"
            );
    }

    /// <summary>One notebook's result in words; what failed, with its trace.</summary>
    public static string Summary(NotebookResult result)
    {
        CellResult[] failed = [.. result.Cells.Where(cell => !cell.Ok)];
        IEnumerable<CellResult> told = failed.Any(cell => !cell.WasNotRun)
            ? failed.Where(cell => !cell.WasNotRun)
            : failed.Take(1);
        IEnumerable<string> traces = told.Select(cell =>
            $"\n    {cell.Error?.ReplaceLineEndings("\n    ")}"
        );
        if (result.Error is string reason)
        {
            return $"failed  {Shown(result.Path)}: {reason}{string.Concat(traces)}";
        }

        if (result.IsSkipped)
        {
            string? trace = result.Cells.LastOrDefault(cell => !cell.WasNotRun)?.Error;
            return $"skipped {Shown(result.Path)} ({Packages([result])})"
                + (trace is null ? "" : $"\n    {trace.ReplaceLineEndings("\n    ")}");
        }

        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Seconds:0.0} s, {result.PeakMemoryBytes / 1e6:0} MB"
        );
        return result.Ok
            ? $"passed  {Shown(result.Path)} ({figures})"
            : $"failed  {Shown(result.Path)} ({figures}){string.Concat(traces)}";
    }

    /// <summary>A path in one line: control characters in their C# spelling.</summary>
    public static string Shown(string path) =>
        path.Any(char.IsControl)
            ? string.Concat(
                path.Select(c => char.IsControl(c) ? Invariant($"\\u{(int)c:x4}") : c.ToString())
            )
            : path;

    private static string Packages(IEnumerable<NotebookResult> skipped) =>
        string.Join(
            ", ",
            skipped
                .SelectMany(result => result.UnservedPackages)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => $"package {name}")
        );

    private void WriteLine(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }
}
