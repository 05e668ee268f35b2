using System.Text;

namespace NotebookNet.Session;

/// <summary>Stands in for the console's `stdout` or `stderr`: what is printed belongs to the cell that prints it.</summary>
internal sealed class CellConsole(string name) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Print(value.ToString());

    public override void Write(string? value) => Print(value ?? "");

    public override void Write(char[] buffer, int index, int count) =>
        Print(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Print(buffer.ToString());

    public override void WriteLine() => Print(NewLine);

    public override void WriteLine(string? value) => Print(value + NewLine);

    private void Print(string text) => CellExecution.Current?.Print(name, text);
}
