using System.Text.RegularExpressions;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>Texts of others, fit for a message of one line.</summary>
internal static partial class KernelText
{
    private const int Longest = 200;

    /// <summary>The text in one line, cut where it is long.</summary>
    public static string Short(string text)
    {
        string line = Blank().Replace(text, " ").Trim();
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blank();
}
