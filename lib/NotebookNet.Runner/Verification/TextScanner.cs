using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Takes a text apart in one pass: numbers, absolute paths, ends of lines, and what stands between them. The number by
/// which the compiler calls a cell (`Submission#3+`, `f__AnonymousType0#3`) is left out, and the cell of a printed trace.
/// </summary>
internal sealed partial class TextScanner(MachineFolders folders)
{
    private const string Submission = "Submission";
    private const string AnonymousType = "f__AnonymousType";
    private const int LongestPlace = 40;

    /// <summary>Adds the tokens of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Scan(string text, int start, int end, List<Token> tokens)
    {
        int position = start;
        while (position < end)
        {
            position = Next(text, position, end, tokens);
        }
    }

    /// <summary>Adds the next token, if there is one.</summary>
    /// <returns>Where it ends.</returns>
    public int Next(string text, int start, int end, List<Token> tokens)
    {
        char c = text[start];
        if (c == '\n' || (c == '\r' && start + 1 < end && text[start + 1] == '\n'))
        {
            return Add(TokenKind.NewLine, c == '\n' ? start + 1 : start + 2);
        }

        bool isAfterWord = start > 0 && IsOfWord(text[start - 1]);
        if (
            !isAfterWord
            && (start == 0 || text[start - 1] is not ('/' or '\\' or ':' or '<'))
            && EndOfPath(text, start, end) is int endOfPath
        )
        {
            return Add(TokenKind.Path, endOfPath);
        }

        if (c == ' ' && start > 0 && text[start - 1] == ')')
        {
            foreach (
                ValueMatch place in PlaceInCell()
                    .EnumerateMatches(text.AsSpan(start, Math.Min(end - start, LongestPlace)))
            )
            {
                return start + place.Length;
            }
        }

        bool isSigned =
            c is '+' or '-'
            && !isAfterWord
            && start + 1 < end
            && char.IsAsciiDigit(text[start + 1]);
        if (!isSigned && !IsOfWord(c))
        {
            return Add(TokenKind.Exact, start + 1);
        }

        int endOfWord = EndOfWord(text, isSigned ? start + 1 : start, end);
        if (
            text.AsSpan(start, endOfWord - start).SequenceEqual(Submission)
            && EndOfSubmission(text, endOfWord, end) is int endOfSubmission
        )
        {
            return endOfSubmission;
        }

        if (
            text.AsSpan(start, endOfWord - start).StartsWith(AnonymousType)
            && EndOfNumberOfCell(text, endOfWord, end) is int endOfType
        )
        {
            _ = Add(TokenKind.Exact, endOfWord);
            return endOfType;
        }

        // A full stop belongs to the sentence.
        int endOfNumber = endOfWord;
        while (endOfNumber > start && text[endOfNumber - 1] == '.')
        {
            endOfNumber--;
        }

        return !isAfterWord && IsNumber(text.AsSpan(start, endOfNumber - start))
            ? Add(TokenKind.Number, endOfNumber)
            : Add(TokenKind.Exact, endOfWord);

        int Add(TokenKind kind, int endOfToken)
        {
            tokens.Add(new Token(kind, start, endOfToken - start));
            return endOfToken;
        }
    }

    /// <summary>Behind the method of a printed trace, where only this program says it.</summary>
    [GeneratedRegex(@"^ in cell [0-9]{1,9}:line [0-9]{1,9}(?=[\r\n])")]
    private static partial Regex PlaceInCell();

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    /// <summary>The end of letters, digits and points that stand together, with the sign of an exponent.</summary>
    private static int EndOfWord(string text, int start, int end)
    {
        int i = start;
        while (
            i < end
            && (
                IsOfWord(text[i])
                || (
                    text[i] is '+' or '-'
                    && i >= start + 2
                    && text[i - 1] is 'e' or 'E'
                    && char.IsAsciiDigit(text[i - 2])
                    && char.IsAsciiDigit(text[start])
                    && i + 1 < end
                    && char.IsAsciiDigit(text[i + 1])
                )
            )
        )
        {
            i++;
        }

        return i;
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        int i = word is ['+' or '-', ..] ? 1 : 0;
        if (!Digits(word, ref i))
        {
            return false;
        }

        if (i < word.Length && word[i] == '.')
        {
            i++;
            if (!Digits(word, ref i))
            {
                return false;
            }
        }

        if (i < word.Length && word[i] is 'e' or 'E')
        {
            i++;
            i += i < word.Length && word[i] is '+' or '-' ? 1 : 0;
            if (!Digits(word, ref i))
            {
                return false;
            }
        }

        return i == word.Length;

        static bool Digits(ReadOnlySpan<char> word, ref int i)
        {
            int first = i;
            while (i < word.Length && char.IsAsciiDigit(word[i]))
            {
                i++;
            }

            return i > first;
        }
    }

    private static int? EndOfSubmission(string text, int start, int end) =>
        EndOfNumberOfCell(text, start, end) is int i && i < end && text[i] is '+' or '.'
            ? i + 1
            : null;

    /// <summary>The end of `#3`; null where there is none.</summary>
    private static int? EndOfNumberOfCell(string text, int start, int end)
    {
        int i = start;
        if (i >= end || text[i] != '#')
        {
            return null;
        }

        i++;
        int first = i;
        while (i < end && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i > first ? i : null;
    }

    /// <summary>The end of an absolute path; null where none begins.</summary>
    private int? EndOfPath(string text, int start, int end)
    {
        int i = start;
        if (text[i] == '/')
        {
            i++;
        }
        else if (
            char.IsAsciiLetter(text[i])
            && i + 2 < end
            && text[i + 1] == ':'
            && text[i + 2] is '\\' or '/'
        )
        {
            i += 3;
        }
        else
        {
            return null;
        }

        if (i >= end || !(char.IsLetter(text[i]) || text[i] is '_' or '.' or '~'))
        {
            return null;
        }

        i = Math.Max(i, start + folders.LengthAt(text, start));
        while (
            i < end
            && (
                char.IsLetterOrDigit(text[i])
                || text[i] is '_' or '.' or '+' or '@' or '~' or '-' or '/' or '\\'
            )
        )
        {
            i++;
        }

        return i;
    }
}
