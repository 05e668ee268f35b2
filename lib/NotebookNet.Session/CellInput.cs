namespace NotebookNet.Session;

/// <summary>The console's input, where nobody types: who reads it fails, with a line that says why.</summary>
internal sealed class CellInput : TextReader
{
    public const string None =
        "There is no input: nobody types while a notebook runs without a screen.";

    public override int Peek() => throw new InvalidOperationException(None);

    public override int Read() => throw new InvalidOperationException(None);
}
