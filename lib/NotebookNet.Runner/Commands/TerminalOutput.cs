using System.Text;
using Spectre.Console;

namespace NotebookNet.Runner.Commands;

/// <summary>A terminal that never says it is narrower than what is drawn on it: in one or two columns that would never end, and it may be made narrower at any time.</summary>
internal sealed class TerminalOutput(IAnsiConsoleOutput terminal) : IAnsiConsoleOutput
{
    /// <summary>In fewer columns a table and its bars are letters below one another.</summary>
    public const int Narrowest = 40;

    public TextWriter Writer => terminal.Writer;

    public bool IsTerminal => terminal.IsTerminal;

    public int Width => Math.Max(terminal.Width, Narrowest);

    public int Height => terminal.Height;

    public void SetEncoding(Encoding encoding) => terminal.SetEncoding(encoding);
}
