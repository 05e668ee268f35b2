using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Takes HTML apart in one pass: what it says as a text, its tags and scripts with the names of elements, and without its
/// styles.
/// </summary>
internal sealed partial class HtmlScanner(TextScanner text)
{
    private const int LengthOfIdentifier = 32;

    /// <summary>Adds the tokens of <paramref name="html"/>.</summary>
    public void Scan(string html, List<Token> tokens)
    {
        HashSet<string> names = [];
        foreach (ValueMatch match in ElementName().EnumerateMatches(html))
        {
            ReadOnlySpan<char> attribute = html.AsSpan(match.Index, match.Length);
            string name = attribute[(attribute.IndexOfAny("\"'") + 1)..^1].ToString();
            // A bare number names nothing: it may stand for itself in a script.
            if (name.Any(char.IsAsciiDigit) && !name.All(char.IsAsciiDigit))
            {
                names.Add(name);
            }
        }

        int position = 0;
        while (position < html.Length)
        {
            int tag = html.IndexOf('<', position);
            int endOfText = tag < 0 ? html.Length : tag;
            text.Scan(html, position, endOfText, tokens);
            position = tag < 0 ? html.Length : Markup(html, tag, names, tokens);
        }
    }

    private int Markup(string html, int start, HashSet<string> names, List<Token> tokens)
    {
        if (html.AsSpan(start).StartsWith("<!--"))
        {
            int end = After(html, "-->", start + 4);
            Code(html, start, end, names, tokens);
            return end;
        }

        if (
            start + 1 >= html.Length
            || !(char.IsAsciiLetter(html[start + 1]) || html[start + 1] is '/' or '!')
        )
        {
            tokens.Add(new Token(TokenKind.Exact, start, 1));
            return start + 1;
        }

        int endOfTag = EndOfTag(html, start);
        if (IsTag(html, start, "style"))
        {
            int close = Index(html, "</style", endOfTag);
            if (close < html.Length && html[endOfTag - 2] != '/')
            {
                return After(html, ">", close);
            }

            // One that does not end, or has ended in its tag, is none: whatever follows is compared.
            Code(html, start, html.Length, names, tokens);
            return html.Length;
        }

        Code(html, start, endOfTag, names, tokens);
        if (IsTag(html, start, "textarea") || IsTag(html, start, "title"))
        {
            // There a tag is text.
            int endOfText = Index(
                html,
                html[start + 2] is 'e' or 'E' ? "</textarea" : "</title",
                endOfTag
            );
            text.Scan(html, endOfTag, endOfText, tokens);
            return endOfText;
        }

        if (!IsTag(html, start, "script"))
        {
            return endOfTag;
        }

        int endOfScript = Index(html, "</script", endOfTag);
        Code(html, endOfTag, endOfScript, names, tokens);
        return endOfScript;
    }

    /// <summary>A tag or a script: a text in which the names of elements stand.</summary>
    private void Code(string html, int start, int end, HashSet<string> names, List<Token> tokens)
    {
        int position = start;
        while (position < end)
        {
            if (!IsOfName(html[position]) || (position > start && IsOfName(html[position - 1])))
            {
                position = text.Next(html, position, end, tokens);
                continue;
            }

            int endOfName = position;
            while (endOfName < end && IsOfName(html[endOfName]))
            {
                endOfName++;
            }

            if (Name(html, position, endOfName, names) is var (from, to))
            {
                Add(TokenKind.Exact, position, from);
                Add(TokenKind.Name, from, to);
                Add(TokenKind.Exact, to, endOfName);
                position = endOfName;
            }
            else
            {
                position = text.Next(html, position, end, tokens);
            }
        }

        void Add(TokenKind kind, int from, int to)
        {
            if (to > from)
            {
                tokens.Add(new Token(kind, from, to - from));
            }
        }
    }

    /// <summary>The name of an element in a word, alone or behind what a script puts before it, or an identifier of 32 digits; null where there is none.</summary>
    private static (int From, int To)? Name(string html, int start, int end, HashSet<string> names)
    {
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> word = html.AsSpan(start, end - start);
        if (known.Contains(word))
        {
            return (start, end);
        }

        int underscore = word.LastIndexOf('_');
        if (underscore >= 0 && known.Contains(word[(underscore + 1)..]))
        {
            return (start + underscore + 1, end);
        }

        if (word.Length >= LengthOfIdentifier)
        {
            foreach (ValueMatch match in Identifier().EnumerateMatches(word))
            {
                return (start + match.Index, start + match.Index + match.Length);
            }
        }

        return null;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

    private static bool IsTag(string html, int start, string name)
    {
        int end = start + 1 + name.Length;
        return html.AsSpan(start + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (end >= html.Length || !IsOfName(html[end]));
    }

    /// <summary>Behind the `>` of a tag, which may stand in quotes before.</summary>
    private static int EndOfTag(string html, int start)
    {
        char quote = '\0';
        for (int i = start; i < html.Length; i++)
        {
            char c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i + 1;
            }
        }

        return html.Length;
    }

    private static int Index(string html, string end, int start)
    {
        int index = html.IndexOf(end, start, StringComparison.OrdinalIgnoreCase);
        return index < 0 ? html.Length : index;
    }

    private static int After(string html, string end, int start)
    {
        int index = html.IndexOf(end, Math.Min(start, html.Length), StringComparison.Ordinal);
        return index < 0 ? html.Length : index + end.Length;
    }

    [GeneratedRegex("""(?<![\w-])id\s*=\s*["'][\w-]+["']""", RegexOptions.IgnoreCase)]
    private static partial Regex ElementName();

    [GeneratedRegex(
        @"(?<![0-9a-zA-Z])[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-zA-Z])|(?<=[a-zA-Z]_)[0-9a-fA-F]{32}(?![0-9a-zA-Z])"
    )]
    private static partial Regex Identifier();
}
