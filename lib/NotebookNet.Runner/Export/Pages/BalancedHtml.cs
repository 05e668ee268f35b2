using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>
/// HTML that ends what it begins and nothing else, as in an editor, where each output stands by itself: on a page it would
/// take in what follows, or end what is around it.
/// </summary>
internal static partial class BalancedHtml
{
    /// <summary>Elements that have no end.</summary>
    private static readonly HashSet<string> s_void =
    [
        .. "area base br col embed hr img input link meta param source track wbr".Split(' '),
    ];

    /// <summary>Elements that end where their parent does.</summary>
    private static readonly HashSet<string> s_endWithParent =
    [
        .. "body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".Split(
            ' '
        ),
    ];

    /// <summary>The HTML; what is balanced stays as it is.</summary>
    public static string Of(string html)
    {
        StringBuilder result = new(html.Length);
        List<string> open = [];
        int position = 0;
        foreach (Match piece in Piece().Matches(html))
        {
            AddText(html[position..piece.Index]);
            position = piece.Index + piece.Length;
            string name = piece.Groups["name"].Value.ToLowerInvariant();
            if (piece.Groups["end"].Success)
            {
                int begin = open.LastIndexOf(name);
                if (begin >= 0)
                {
                    CloseDownTo(begin + 1);
                    open.RemoveAt(begin);
                    result.Append(piece.Value);
                }
            }
            else
            {
                result.Append(piece.Value);
                if (piece.Groups["unended"].Success)
                {
                    result.Append(name.Length == 0 ? "-->" : $"</{name}>");
                }
                else if (piece.Groups["begin"].Success && !IsWhole(piece.Value, name))
                {
                    open.Add(name);
                }
            }
        }

        AddText(html[position..]);
        CloseDownTo(0);
        return result.ToString();

        // What begins no whole tag would begin one with what follows.
        void AddText(string text) => result.Append(TagBegin().Replace(text, "&lt;"));

        void CloseDownTo(int count)
        {
            for (; open.Count > count; open.RemoveAt(open.Count - 1))
            {
                if (!s_endWithParent.Contains(open[^1]))
                {
                    result.Append("</").Append(open[^1]).Append('>');
                }
            }
        }

        bool IsWhole(string tag, string name) =>
            s_void.Contains(name)
            || (
                tag.EndsWith("/>", StringComparison.Ordinal)
                && (name is "svg" or "math" || open.Contains("svg") || open.Contains("math"))
            );
    }

    /// <summary>Comments, elements whose text is no HTML, and tags.</summary>
    [GeneratedRegex(
        """
            <!--.*?(?:-->|(?<unended>\z))
            |<(?<name>script|style|textarea|title|xmp|iframe)(?=[\s/>])(?>=\s*(?:"[^"]*"|'[^']*'|(?!["']))|[^<>=])*>.*?(?:</\k<name>\s*>|(?<unended>\z))
            |(?:(?<end></)|(?<begin><))(?<name>[a-z][^\s/<>]*)(?>=\s*(?:"[^"]*"|'[^']*'|(?!["']))|[^<>=])*>
            |<[!?][^<>]*>
            """,
        RegexOptions.IgnoreCase
            | RegexOptions.Singleline
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Piece();

    [GeneratedRegex("<(?=[a-zA-Z/!?])")]
    private static partial Regex TagBegin();
}
