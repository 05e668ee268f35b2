using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Runner.Commands;

/// <summary>Why a process ended, as far as it has said so.</summary>
internal static class LastWords
{
    /// <summary>The signal by which a process ends itself.</summary>
    private const int Abort = 6;

    /// <summary>How the runtime begins what it says of the end of a process.</summary>
    private static readonly string[] s_beginnings =
    [
        "Unhandled exception",
        "Process terminated",
        "Stack overflow",
        "Out of memory",
        "Fatal error",
        "GC heap initialization failed",
    ];

    /// <summary>The exit code, and the reason where the runtime wrote one to <paramref name="standardError"/>; with the limit of memory where that was the reason.</summary>
    public static string Of(int exitCode, string standardError, HeapLimit heap)
    {
        string ended =
            exitCode > 128
                ? Invariant($"exit code {exitCode}, signal {exitCode - 128}")
                : Invariant($"exit code {exitCode}");
        string[] lines = standardError.Split('\n');
        int reason = Array.FindLastIndex(lines, line => s_beginnings.Any(line.StartsWith));
        if (reason < 0)
        {
            return exitCode == 128 + Abort
                ? $"{ended}: it gave up without a word, as it does where native code aborts, or where a cell has closed the files of its process"
                : ended;
        }

        // The runtime writes the message of FailFast in the line below.
        IEnumerable<string> words = lines[reason..].Take(2).TakeWhile(IsNoFrame);
        string told = string.Join(' ', words.Select(line => line.Trim())).TrimEnd('.');
        string memory =
            told.StartsWith("Out of memory", StringComparison.Ordinal)
            || told.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal)
            || told.StartsWith("GC heap", StringComparison.Ordinal)
                ? $" ({heap.Words})"
                : "";
        string formatting = standardError.Contains(
            typeof(Formatter).Namespace!,
            StringComparison.Ordinal
        )
            ? " (while a value was formatted: does it contain itself?)"
            : "";
        return $"{ended}: {told}{memory}{formatting}";
    }

    private static bool IsNoFrame(string line) =>
        line.Length > 0
        && !line.StartsWith("   at ", StringComparison.Ordinal)
        && !line.StartsWith("Repeat", StringComparison.Ordinal);
}
