using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// About how wide text is drawn, so that room can be left for it where no browser is. Widths are those of DejaVu Sans, the widest of
/// the template's fonts.
/// </summary>
internal static partial class TextSize
{
    /// <summary>The width in pixels of the widest line.</summary>
    public static double Width(string text, double fontSize) =>
        fontSize * text.Split("<br>").Max(Ems);

    /// <summary>The text with breaks between words, so that no line is wider than asked where a word is not.</summary>
    /// <param name="text">The text; its own breaks stay.</param>
    /// <param name="fontSize">In pixels.</param>
    /// <param name="width">How wide a line may be, in pixels.</param>
    /// <param name="firstWidth">How wide the first line may be, where it has less room than the others.</param>
    public static string Wrap(string text, double fontSize, double width, double? firstWidth = null)
    {
        List<string> lines = [];
        foreach (string given in text.Split("<br>"))
        {
            StringBuilder line = new();
            foreach (string word in given.Split(' '))
            {
                double room = lines.Count == 0 ? firstWidth ?? width : width;
                if (line.Length > 0 && Width($"{line} {word}", fontSize) > room)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }
                line.Append(line.Length > 0 ? " " : "").Append(word);
            }
            lines.Add(line.ToString());
        }
        return string.Join("<br>", lines);
    }

    /// <summary>How many lines the text has.</summary>
    public static int Lines(string text) => text.Split("<br>").Length;

    private static double Ems(string line)
    {
        double ems = 0;
        foreach (Rune rune in Tag().Replace(line, "").EnumerateRunes())
        {
            ems += rune.Value switch
            {
                ' ' or '.' or ',' or 'i' or 'j' or 'l' or '\'' or '|' or ':' or ';' or '!' => 0.33,
                'f' or 'r' or 't' or 'I' or 'J' or '(' or ')' or '-' or '[' or ']' or '/' => 0.4,
                'm' or 'M' or 'w' or 'W' or '%' or '@' or '−' or '+' or '=' or '<' or '>' => 0.9,
                >= 'A' and <= 'Z' => 0.7,
                >= 0x1100 => rune.Value is >= 0x2000 and < 0x2e80 ? 0.85 : 1,
                _ => 0.62,
            };
        }
        return ems;
    }

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Tag();
}
