namespace NotebookNet.Session;

/// <summary>The console's input: lines that somebody types; where nobody does, who reads it fails, with a line that says why.</summary>
/// <param name="ask">Asks for a line.</param>
internal sealed class CellInput(Func<string> ask) : TextReader
{
    public const string None =
        "There is no input: nobody types while a notebook runs without a screen.";

    private string _line = "";
    private int _read;

    public override int Peek()
    {
        Fill();
        return _line[_read];
    }

    public override int Read()
    {
        Fill();
        return _line[_read++];
    }

    public override string ReadLine()
    {
        if (_read == _line.Length)
        {
            return ask();
        }

        string rest = _line[_read..^1];
        _read = _line.Length;
        return rest;
    }

    private void Fill()
    {
        if (_read == _line.Length)
        {
            (_line, _read) = (ask() + "\n", 0);
        }
    }
}
