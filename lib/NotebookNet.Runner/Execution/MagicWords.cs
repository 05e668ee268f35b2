using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Execution;

/// <summary>The words of a magic command's line: a text in quotes is one, and so is a JSON object or list.</summary>
internal static partial class MagicWords
{
    public static IEnumerable<string> In(string line) =>
        Word().Matches(line).Select(word => word.Value);

    [GeneratedRegex(
        """
            (?<quoted>"(?:\\.|[^"\\])*")
            | (?: [{\[] (?<open>) (?: "(?:\\.|[^"\\])*" | [{\[] (?<open>) | [}\]] (?<-open>) | [^"{}\[\]] )*? (?(open)(?!)) (?=\s|$) )
            | \S+
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Word();
}
