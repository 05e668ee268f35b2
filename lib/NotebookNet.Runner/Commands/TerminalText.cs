using System.Text;

namespace NotebookNet.Runner.Commands;

/// <summary>What a terminal shows of a printed text.</summary>
internal static class TerminalText
{
    /// <summary>
    /// The text after its carriage returns: each goes back to the beginning of its line, and what follows is written over
    /// what stood there. One before a line break has nothing to write over.
    /// </summary>
    public static string Render(string text)
    {
        if (!text.Contains('\r'))
        {
            return text;
        }

        StringBuilder shown = new(text.Length);
        List<Rune> line = [];
        int column = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    Append(shown, line);
                    shown.Append('\n');
                    line.Clear();
                    column = 0;
                    break;
                default:
                    if (column < line.Count)
                    {
                        line[column] = rune;
                    }
                    else
                    {
                        line.Add(rune);
                    }

                    column++;
                    break;
            }
        }

        Append(shown, line);
        return shown.ToString();
    }

    private static void Append(StringBuilder shown, List<Rune> line)
    {
        foreach (Rune rune in line)
        {
            shown.Append(rune);
        }
    }
}
