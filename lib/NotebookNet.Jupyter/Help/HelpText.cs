using System.Text;

namespace NotebookNet.Jupyter.Help;

/// <summary>Help that is put together as plain text and as Markdown at once.</summary>
internal sealed class HelpText
{
    private readonly List<string> _plain = [];
    private readonly List<string> _markdown = [];

    /// <summary>Adds a signature.</summary>
    public void AddCode(string code)
    {
        if (code.Length > 0)
        {
            _plain.Add(code);
            _markdown.Add($"```csharp\n{code}\n```");
        }
    }

    /// <summary>Adds prose.</summary>
    public void AddText(string text)
    {
        if (text.Length > 0)
        {
            _plain.Add(text);
            _markdown.Add(Escaped(text).ReplaceLineEndings("  \n"));
        }
    }

    /// <summary>What has been added; null where nothing has.</summary>
    public Inspection? ToInspection() =>
        _plain.Count == 0
            ? null
            : new Inspection(string.Join("\n\n", _plain), string.Join("\n\n", _markdown));

    /// <summary>Text in which no character means anything to Markdown, or to the page.</summary>
    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '<' or '>' or '[' or ']' or '#' or '$' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
