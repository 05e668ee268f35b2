using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The languages that the .NET Interactive kernel brings and this program's own session has not.</summary>
internal static partial class KernelLanguages
{
    /// <summary>Whether a cell holds one of them, by its metadata or by a magic command.</summary>
    public static bool AreIn(NotebookCell cell) =>
        Name().IsMatch(cell.Language ?? "") || Magic().IsMatch(cell.Source);

    [GeneratedRegex(@"^(fsharp|f#|pwsh|powershell|http|sql|kql)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^\s*#!(fsharp|f#|pwsh|powershell|http|sql|kql|connect)(\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex Magic();
}
