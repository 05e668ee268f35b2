using System.Text;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>Texts of students as HTML.</summary>
internal static class HtmlText
{
    /// <summary>A text, in an attribute too: nothing in it is markup, and characters that HTML has not are seen.</summary>
    public static string Of(string text) => OutputHtml.Encode(PrintedText.Of(WithoutHalves(text)));

    /// <summary>A name or another text that is cut where it is long; its direction does not reach what is around it.</summary>
    public static string Isolated(string text, int longest = 400) =>
        $"<bdi>{Of(Short(text, longest))}</bdi>";

    /// <summary>The begin of a text.</summary>
    public static string Short(string text, int longest) =>
        text.Length <= longest ? text
        : char.IsHighSurrogate(text[longest - 1]) ? $"{text[..(longest - 1)]}…"
        : $"{text[..longest]}…";

    /// <summary>The text with the sign for what is no character in place of half a one.</summary>
    public static string WithoutHalves(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        StringBuilder whole = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }
}
