using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// Code of students as HTML. Its colors come from an expression that takes time in proportion to the text: a compiler can be given
/// text that keeps it busy or ends its process.
/// </summary>
internal static partial class InertCode
{
    private static readonly HashSet<string> s_keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText),
        "var",
    ];

    /// <summary>The element for a source.</summary>
    public static string Of(string source)
    {
        StringBuilder html = new("<pre><code>");
        int position = 0;
        foreach (Match match in Part().Matches(source))
        {
            string? kind =
                match.Groups["comment"].Success ? "comment"
                : match.Groups["string"].Success ? "string"
                : match.Groups["number"].Success ? "number"
                : s_keywords.Contains(match.Value) ? "keyword"
                : null;
            if (kind is not null)
            {
                html.Append(HtmlText.Of(source[position..match.Index]))
                    .Append($"<span class=\"code-{kind}\">")
                    .Append(HtmlText.Of(match.Value))
                    .Append("</span>");
                position = match.Index + match.Length;
            }
        }

        return html.Append(HtmlText.Of(source[position..])).Append("</code></pre>").ToString();
    }

    [GeneratedRegex(
        """"
            (?<comment>//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)|(?<string>\$*"""[^"]*(?:"{1,2}[^"]+)*"""|(?:@\$?|\$@)"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])+')|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\w.]*)
            """",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    )]
    private static partial Regex Part();
}
