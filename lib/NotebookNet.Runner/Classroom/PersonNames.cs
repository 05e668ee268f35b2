using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Names as they are compared: without case, accents, marks that are not seen, and the two ways in which systems store
/// accented letters and Korean syllables.
/// </summary>
internal static partial class PersonNames
{
    /// <summary>Each letter, and after it those that are it with an accent or a stroke.</summary>
    private static readonly Dictionary<char, string> s_plain = Table(
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ cçćĉċč dďđð eèéêëēĕėęěẹẻẽếềểễệ gĝğġģǧ hĥħ iìíîïĩīĭįıǐỉị jĵ kķǩ lĺļľŀł nñńņňŋ "
            + "oòóôõöøōŏőơǒọỏốồổỗộớờởỡợ rŕŗř sśŝşšș tţťŧț uùúûüũūŭůűųưǔụủứừửữự wŵẁẃẅ yýÿŷỳỵỷỹ zźżž"
    );

    /// <summary>The text in small, plain letters, as it is spaced and punctuated.</summary>
    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (Rune rune in WithSyllables(text).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.Control:
                    continue;
                case UnicodeCategory.SpaceSeparator:
                    folded.Append(' ');
                    continue;
            }

            // The full-width forms of what ASCII has.
            Rune narrow = rune.Value is >= 0xFF01 and <= 0xFF5E
                ? new Rune(rune.Value - 0xFEE0)
                : rune;
            Rune small = Rune.ToLowerInvariant(narrow);
            folded.Append(
                small.IsBmp && s_plain.TryGetValue((char)small.Value, out string? plain)
                    ? plain
                    : small.ToString()
            );
        }

        return folded.ToString().Trim();
    }

    /// <summary>The words of a name.</summary>
    public static IReadOnlyList<string> Words(string name) =>
        [.. Word().Matches(Fold(name)).Select(match => match.Value)];

    /// <summary>What is the same for a name in every order of its words.</summary>
    public static string InAnyOrder(string name) =>
        string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    /// <summary>The name without what stands between its words.</summary>
    public static string Squeezed(string name) => string.Concat(Words(name));

    /// <summary>The name squeezed, with each of its words in turn as the first: "Min Ji Kim" is "minjikim", "jikimmin" and "kimminji".</summary>
    public static IEnumerable<string> SqueezedInTurn(string name)
    {
        IReadOnlyList<string> words = Words(name);
        return Enumerable
            .Range(0, words.Count)
            .Select(first => string.Concat(words.Skip(first).Concat(words.Take(first))));
    }

    /// <summary>Korean syllables in one character each: a Mac's file names have their letters one by one.</summary>
    private static string WithSyllables(string text)
    {
        const char Syllables = '\uAC00';
        const int Vowels = 21;
        const int Finals = 28;
        StringBuilder joined = new(text.Length);
        foreach (char c in text)
        {
            char before = joined.Length > 0 ? joined[^1] : '\0';
            if (c is >= '\u1161' and <= '\u1175' && before is >= '\u1100' and <= '\u1112')
            {
                int syllable = ((before - '\u1100') * Vowels + (c - '\u1161')) * Finals;
                joined[^1] = (char)(Syllables + syllable);
            }
            else if (
                c is >= '\u11A8' and <= '\u11C2'
                && before is >= Syllables and <= '\uD7A3'
                && (before - Syllables) % Finals == 0
            )
            {
                joined[^1] = (char)(before + (c - '\u11A7'));
            }
            else
            {
                joined.Append(c);
            }
        }

        return joined.ToString();
    }

    private static Dictionary<char, string> Table(string letters)
    {
        Dictionary<char, string> table = new()
        {
            ['ß'] = "ss",
            ['æ'] = "ae",
            ['œ'] = "oe",
            ['þ'] = "th",
        };
        foreach (string group in letters.Split(' '))
        {
            foreach (char accented in group[1..])
            {
                table[accented] = group[..1];
            }
        }

        return table;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
