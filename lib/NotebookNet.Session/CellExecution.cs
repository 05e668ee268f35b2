namespace NotebookNet.Session;

/// <summary>One run of one cell: passes on what the cell shows, as long as it runs, and up to a limit.</summary>
internal sealed class CellExecution(ICellOutput output) : IDisposable
{
    private static readonly AsyncLocal<CellExecution?> s_current = new();

    private readonly Lock _lock = new();
    private readonly PrintedText _text = new(output);
    private OutputLimit _limit = OutputLimit.OfCell();
    private bool _ended;
    private long _printed;

    /// <summary>The stream that the cell printed to last, where it has shown no value since.</summary>
    private string? _stream;

    /// <summary>More than the limit was to be shown: the cell shows no value any more.</summary>
    private bool _isCut;

    /// <summary>The cell that the calling code belongs to, also on threads and tasks that the cell has started.</summary>
    public static CellExecution? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    public void Print(string name, string text)
    {
        lock (_lock)
        {
            if (_ended || text.Length == 0 || _printed > OutputLimit.Printed)
            {
                return;
            }

            // Where the values are too long, it goes on; where there are too many outputs, it does not.
            if (name != _stream && _limit.Add(OutputSize.OfStream) is { } cut)
            {
                Cut(cut);
                return;
            }

            _stream = name;
            long room = OutputLimit.Printed - _printed;
            _printed += text.Length;
            if (text.Length <= room)
            {
                _text.Write(name, text);
                return;
            }

            _text.Write(name, text[..(int)room]);
            _text.Write("stderr", OutputLimit.PrintedTooMuch);
        }
    }

    /// <summary>Passes on what is still held of what was printed.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _text.Flush();
        }
    }

    public void Display(IReadOnlyDictionary<string, string> bundle, string id) =>
        Show(bundle, () => output.Display(bundle, id));

    public void Update(IReadOnlyDictionary<string, string> bundle, string id)
    {
        MimeBundles.Check(bundle);
        lock (_lock)
        {
            // An update replaces what it updates: it does not add up, but is not larger than a cell may be.
            if (!_ended && HasRoom(OutputLimit.OfCell(), OutputSize.Of(bundle.Values)))
            {
                _text.Flush();
                output.Update(bundle, id);
            }
        }
    }

    public void Result(IReadOnlyDictionary<string, string> bundle) =>
        Show(bundle, () => output.Result(bundle));

    public void Clear(bool wait)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _text.Flush();
                (_stream, _printed, _isCut) = (null, 0, false);
                _limit = OutputLimit.OfCell();
                output.Clear(wait);
            }
        }
    }

    public void Error(CellError error)
    {
        _text.Flush();
        output.Error(error.Shortened());
    }

    /// <summary>From now on what the cell's threads show is dropped.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _text.Dispose();
        }
    }

    private void Show(IReadOnlyDictionary<string, string> bundle, Action show)
    {
        MimeBundles.Check(bundle);
        lock (_lock)
        {
            if (!_ended && HasRoom(_limit, OutputSize.Of(bundle.Values)))
            {
                _text.Flush();
                _stream = null;
                show();
            }
        }
    }

    /// <summary>Whether a limit is not yet reached.</summary>
    private bool HasRoom(OutputLimit limit, OutputSize size)
    {
        if (!_isCut && limit.Add(size) is { } cut)
        {
            Cut(cut);
        }

        return !_isCut;
    }

    /// <summary>From now on no value is shown; that is said once.</summary>
    private void Cut(string said)
    {
        if (!_isCut)
        {
            _isCut = true;
            _text.Flush();
            _stream = "stderr";
            output.Stream("stderr", said);
        }
    }
}
