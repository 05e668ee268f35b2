using System.Globalization;
using System.Text;
using static System.Globalization.CultureInfo;
using static System.Globalization.NumberStyles;

namespace NotebookNet;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class TextWidth
{
    // What Unicode 17's EastAsianWidth.txt calls W or F, with what is unassigned or combines between them.
    private const string Wide =
        "1100-115F 231A-231B 2329-232A 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2630-2637 2648-2653 267F 268A-268F 2693 26A1 "
        + "26AA-26AB 26BD-26BE 26C4-26C5 26CE 26D4 26EA 26F2-26F3 26F5 26FA 26FD 2705 270A-270B 2728 274C 274E 2753-2755 2757 "
        + "2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55 2E80-303E 3041-3247 3250-A4C6 A960-A97C AC00-D7A3 F900-FAFF FE10-FE6B "
        + "FF01-FF60 FFE0-FFE6 16FE0-18DF2 1AFF0-1B2FB 1D300-1D376 1F004 1F0CF 1F18E 1F191-1F19A 1F1E6-1F320 1F32D-1F335 "
        + "1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4 1F3F8-1F43E 1F440 1F442-1F4FC 1F4FF-1F53D "
        + "1F54B-1F54E 1F550-1F567 1F57A 1F595-1F596 1F5A4 1F5FB-1F64F 1F680-1F6C5 1F6CC 1F6D0-1F6D2 1F6D5-1F6DF 1F6EB-1F6EC "
        + "1F6F4-1F6FC 1F7E0-1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FAF8 20000-3FFFD";

    // Asks for the colored picture of the character before it.
    private const int EmojiSelector = 0xFE0F;

    private static readonly int[][] s_wide =
    [
        .. Wide.Split(' ')
            .Select(range =>
                Array.ConvertAll(range.Split('-'), x => int.Parse(x, HexNumber, InvariantCulture))
            ),
    ];

    /// <summary>
    /// The columns of all characters as a reader sees them (m̂ is one, a family of emoji is one): two for a wide one such as a Hangul
    /// syllable, none for a mark or joiner that stands alone, one for any other.
    /// </summary>
    public static int Of(string text)
    {
        int width = 0;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            width += characters.GetTextElement().EnumerateRunes().Max(Of);
        }

        return width;
    }

    private static int Of(Rune rune) =>
        rune.Value == EmojiSelector ? 2
        : Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
            ? 0
        : Array.Exists(s_wide, range => range[0] <= rune.Value && rune.Value <= range[^1]) ? 2
        : 1;
}
