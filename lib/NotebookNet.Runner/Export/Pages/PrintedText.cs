using System.Text;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>What a page shows of a text that was written for a terminal.</summary>
internal static partial class PrintedText
{
    /// <summary>The text without colors and other commands to a terminal, and as it stood there after its carriage returns.</summary>
    public static string Of(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        text = text.Contains('\e') ? Command().Replace(text, "") : text;
        text = TerminalText.Render(text);
        return
            text.AsSpan().ContainsAnyInRange('\0', '\b')
            || text.AsSpan().ContainsAnyInRange('\v', '\x1f')
            ? Visible(text)
            : text;
    }

    /// <summary>Characters that HTML does not allow, as the pictures that Unicode has for them.</summary>
    private static string Visible(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (char c in text)
        {
            shown.Append(c < ' ' && c is not ('\n' or '\t') ? (char)('\u2400' + c) : c);
        }

        return shown.ToString();
    }

    /// <summary>A sequence that sets colors or moves the cursor, or a title or a link of the terminal.</summary>
    [GeneratedRegex(@"\e(\[[0-?]*[ -/]*[@-~]|\][^\a\e]*(\a|\e\\)?|[@-Z\\-_])")]
    private static partial Regex Command();
}
