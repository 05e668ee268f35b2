using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>The languages of cells as the fences of Markdown name them.</summary>
internal static partial class FenceLanguage
{
    private static readonly Dictionary<string, string> s_names = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["C#"] = "csharp",
        ["cs"] = "csharp",
        ["F#"] = "fsharp",
        ["pwsh"] = "powershell",
        ["ipython"] = "python",
        ["ipython3"] = "python",
        ["js"] = "javascript",
    };

    /// <summary>The language of a code cell: that of the magic command on its first line, of its metadata, or of the notebook.</summary>
    public static string Of(NotebookCell cell, string? ofNotebook)
    {
        string name =
            Magic().Match(cell.Source) is { Success: true } magic
            && IsLanguage(magic.Groups[1].Value)
                ? magic.Groups[1].Value
                : cell.Language ?? ofNotebook ?? "";
        return Named(name);
    }

    /// <summary>A language of that name; empty where the name is none.</summary>
    public static string Named(string name)
    {
        name = s_names.GetValueOrDefault(name, name);
        return Plain().IsMatch(name) ? name.ToLowerInvariant() : "";
    }

    private static bool IsLanguage(string magic) =>
        magic.ToLowerInvariant()
            is "c#"
                or "csharp"
                or "f#"
                or "fsharp"
                or "html"
                or "javascript"
                or "js"
                or "kql"
                or "markdown"
                or "mermaid"
                or "powershell"
                or "pwsh"
                or "sql";

    [GeneratedRegex(@"^\s*#!([a-zA-Z#]+)")]
    private static partial Regex Magic();

    [GeneratedRegex(@"^[\p{L}\p{N}+#._-]+$")]
    private static partial Regex Plain();
}
