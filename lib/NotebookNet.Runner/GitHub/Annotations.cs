using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.GitHub;

/// <summary>What failed as GitHub's workflow commands, which it shows beside the line of the file.</summary>
internal static class Annotations
{
    /// <summary>How much of a message is shown; all of it is in the log.</summary>
    private const int LongestMessage = 4000;

    /// <summary>The commands for one notebook, a line each.</summary>
    /// <param name="result">How it went.</param>
    /// <param name="workspace">The folder of the checked out repository.</param>
    public static IEnumerable<string> Of(NotebookResult result, string workspace)
    {
        string file = Path.GetRelativePath(workspace, Path.GetFullPath(result.Path))
            .Replace('\\', '/');
        if (result.IsSkipped)
        {
            return
            [
                Command(
                    "warning",
                    file,
                    1,
                    $"{file} was skipped",
                    $"Not served: {string.Join(", ", result.UnservedPackages)}"
                ),
            ];
        }

        return Failure
            .In(result)
            .Select(failure =>
                Command(
                    "error",
                    file,
                    failure.FileLine,
                    failure.Place.Length > 0 ? $"{file}, {failure.Place}" : file,
                    failure.Message
                )
            );
    }

    private static string Command(
        string name,
        string file,
        int line,
        string title,
        string message
    ) =>
        Invariant(
            $"::{name} file={Property(file)},line={line},title={Property(title)}::{Data(Shortened(message))}"
        );

    private static string Shortened(string message)
    {
        if (message.Length <= LongestMessage)
        {
            return message;
        }

        int end = char.IsHighSurrogate(message[LongestMessage - 1])
            ? LongestMessage - 1
            : LongestMessage;
        return message[..end] + "…";
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text)
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
