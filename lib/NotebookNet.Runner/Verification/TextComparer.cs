using System.Buffers;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Compares texts part by part: numbers up to a tolerance, paths without what only this machine calls so, names of elements
/// by what they name. It takes time in proportion to their length, and can be interrupted.
/// </summary>
internal sealed class TextComparer
{
    /// <summary>How far behind its beginning a path of another machine is looked for, whose folders may have spaces.</summary>
    private const int LongestFolder = 300;

    private const int LongestPath = 4096;

    private const int TokensBetweenChecks = 4096;

    private static readonly SearchValues<char> s_notInPaths = SearchValues.Create("\"'<>|*?;,()");

    private readonly NumericText _numbers;
    private readonly MachineFolders _folders;
    private readonly TextScanner _text;
    private readonly HtmlScanner _html;
    private readonly CancellationToken _cancellation;

    public TextComparer(NumericText numbers, MachineFolders folders, CancellationToken cancellation)
    {
        _numbers = numbers;
        _folders = folders;
        _text = new TextScanner(folders);
        _html = new HtmlScanner(_text);
        _cancellation = cancellation;
    }

    public bool AreEqual(string stored, string actual) =>
        stored == actual || Differ(stored, actual, "", isHtml: false) is null;

    /// <summary>The lines from the first that differs to the last, as they stand in the texts; null where none does.</summary>
    public Difference? Differ(string stored, string actual, string place, bool isHtml)
    {
        if (stored == actual)
        {
            return null;
        }

        ScannedText a = Scan(stored, isHtml);
        ScannedText b = Scan(actual, isHtml);
        int shorter = Math.Min(a.Count, b.Count);
        int start = 0;
        ElementNames names = new();
        (int A, int B)? tokens = null;
        while (
            start < shorter && (tokens = FirstDifference(a, a[start], b, b[start], names)) is null
        )
        {
            start++;
        }

        if (start == a.Count && start == b.Count)
        {
            return null;
        }

        int end = 0;
        names = new();
        while (
            end < shorter - start
            && FirstDifference(a, a[^(end + 1)], b, b[^(end + 1)], names) is null
        )
        {
            end++;
        }

        int line = Math.Max(a.LineNumber(start), b.LineNumber(start));
        return new Difference(
            a.Count > 1 || b.Count > 1 ? Invariant($"{place}, line {line}") : place,
            a.Lines(start, a.Count - end),
            b.Lines(start, b.Count - end)
        )
        {
            Column =
                tokens is var (i, j) && start < a.Count - end && start < b.Count - end
                    ? (a.Column(start, i), b.Column(start, j))
                    : null,
        };
    }

    private ScannedText Scan(string text, bool isHtml)
    {
        _cancellation.ThrowIfCancellationRequested();
        List<Token> tokens = [];
        if (isHtml)
        {
            _html.Scan(text, tokens);
        }
        else
        {
            _text.Scan(text, 0, text.Length, tokens);
        }

        return new ScannedText(text, tokens);
    }

    /// <summary>The tokens at which two lines begin to differ; null where they do not.</summary>
    private (int A, int B)? FirstDifference(
        ScannedText a,
        ScannedText.Line lineOfA,
        ScannedText b,
        ScannedText.Line lineOfB,
        ElementNames names
    )
    {
        _cancellation.ThrowIfCancellationRequested();
        int i = lineOfA.Start;
        int j = lineOfB.Start;
        while (i < lineOfA.End && j < lineOfB.End)
        {
            if (j % TokensBetweenChecks == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            Token x = a.Tokens[i];
            Token y = b.Tokens[j];
            int first = i;
            bool areEqual = (x.Kind, y.Kind) switch
            {
                (TokenKind.Number, TokenKind.Number) => _numbers.AreEqualInText(
                    x.In(a.Text),
                    y.In(b.Text)
                ),
                (TokenKind.Name, TokenKind.Name) => names.AreSame(x.In(a.Text), y.In(b.Text)),
                (TokenKind.Path, TokenKind.Path) => ArePaths(a, ref i, lineOfA.End, y.In(b.Text)),
                _ => x.In(a.Text).SequenceEqual(y.In(b.Text)),
            };
            if (!areEqual)
            {
                return (first, j);
            }

            i++;
            j++;
        }

        return i == lineOfA.End && j == lineOfB.End ? null : (i, j);
    }

    /// <summary>Whether the stored path at <paramref name="i"/>, to whose last token it moves, may be <paramref name="actual"/> on another machine.</summary>
    private bool ArePaths(ScannedText stored, ref int i, int end, ReadOnlySpan<char> actual)
    {
        int start = stored.Tokens[i].Start;
        if (stored.Tokens[i].In(stored.Text).SequenceEqual(actual))
        {
            return true;
        }

        if (
            _folders.Within(actual.ToString()) is not var (rest, elsewhere)
            || rest.Length > LongestPath
        )
        {
            return false;
        }

        for (int last = i; last < end; last++)
        {
            int length = stored.Tokens[last].End - start;
            if (length > LongestFolder + rest.Length)
            {
                return false;
            }

            if (IsElsewhere(stored.Text.AsSpan(start, length), rest, elsewhere))
            {
                i = last;
                return true;
            }
        }

        return false;
    }

    private static bool IsElsewhere(ReadOnlySpan<char> path, string rest, Regex elsewhere)
    {
        int folder = path.Length - rest.Length;
        if (folder < 0)
        {
            return false;
        }

        for (int i = 0; i < rest.Length; i++)
        {
            bool areSeparators = path[folder + i] is '/' or '\\' && rest[i] is '/' or '\\';
            if (path[folder + i] != rest[i] && !areSeparators)
            {
                return false;
            }
        }

        return path[..folder].IndexOfAny(s_notInPaths) < 0 && elsewhere.IsMatch(path[..folder]);
    }
}
