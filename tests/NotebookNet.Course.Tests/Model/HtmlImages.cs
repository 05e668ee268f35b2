using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Model;

/// <summary>The images that stand in a text as HTML.</summary>
internal static partial class HtmlImages
{
    /// <summary>Those without a word for who cannot see them.</summary>
    public static IEnumerable<string> WithoutText(string text) =>
        Image().Matches(text).Select(image => image.Value).Where(image => !Alt().IsMatch(image));

    [GeneratedRegex("<img\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Image();

    [GeneratedRegex("\\balt\\s*=\\s*[\"'][^\"']*\\w", RegexOptions.IgnoreCase)]
    private static partial Regex Alt();
}
