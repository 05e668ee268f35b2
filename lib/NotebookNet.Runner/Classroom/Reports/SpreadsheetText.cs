using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// Text that a spreadsheet takes for text. What begins with = + - @ (or their full-width forms), a tab or a line break may be run
/// as a formula, spaces, quotes and marks that are not seen before it or not; as OWASP advises against CSV injection, an apostrophe
/// is put before it. So it is behind a comma, a semicolon, a tab or a line break within the text: a spreadsheet that expects another
/// separator than the file has would begin a cell there.
/// </summary>
internal static partial class SpreadsheetText
{
    /// <summary>The text; as it is where nothing in it is dangerous.</summary>
    public static string Of(string text) =>
        Begin().Replace(text.Replace('\0', '\uFFFD'), match => "'" + match.Value);

    [GeneratedRegex(
        """
            (?:\A|(?<=[,;|\t\r\n]))(?=[\s\p{Z}\p{Cf}\p{Cc}"'`´‘’‚“”„«»]*[=+\-@＝＋－＠])
            |\A(?=[\t\r\n])
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Begin();
}
