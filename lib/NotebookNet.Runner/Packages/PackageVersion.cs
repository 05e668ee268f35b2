using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Packages;

/// <summary>The ways to write the version of a package behind its name.</summary>
internal static partial class PackageVersion
{
    /// <summary>What stands where none is written.</summary>
    public const string Newest = "*";

    /// <summary>Whether NuGet can read the text as a version, a range of versions or one that floats.</summary>
    public static bool IsOne(string text) => Written().IsMatch(text);

    /// <summary>Whether it is one version and no other: what it resolves to stays the same.</summary>
    public static bool IsExact(string text) => Exact().IsMatch(text);

    /// <summary>Whether any version will do.</summary>
    public static bool IsAny(string text) => text is "*" or "*-*";

    [GeneratedRegex(
        """
            ^(
                \d+(\.\d+){0,3}(-[\w.-]+)?(\+[\w.-]+)?
                | (\d+\.){0,3}\*(-[\w.-]*\*)?
                | \d+(\.\d+){0,3}-[\w.-]*\*
                | [\[(]\s*[\w.*+-]*\s*(,\s*[\w.*+-]*\s*)?[\])]
            )$
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?:\[\s*)?\d+(\.\d+){0,3}(-[\w.-]+)?(\s*\])?$")]
    private static partial Regex Exact();
}
