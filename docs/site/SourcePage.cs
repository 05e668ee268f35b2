using System.Text.RegularExpressions;

namespace NotebookNet.Site;

/// <summary>The page that shows a file of code or text.</summary>
internal static partial class SourcePage
{
    public static string Of(string file, string text)
    {
        string fence = new(
            '`',
            Math.Max(2, Backticks().Matches(text).Max(run => run?.Length) ?? 0) + 1
        );
        return $"""
            # {Path.GetFileName(file)}

            `{file}`

            {fence}{Language(file)}
            {text.TrimEnd()}
            {fence}

            """;
    }

    private static string Language(string file) =>
        Path.GetExtension(file) switch
        {
            ".cs" => "csharp",
            ".csproj" or ".props" or ".targets" => "xml",
            ".json" => "json",
            ".py" => "python",
            ".cff" or ".yml" => "yaml",
            _ => "text",
        };

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
