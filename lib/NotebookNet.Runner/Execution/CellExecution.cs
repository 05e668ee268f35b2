namespace NotebookNet.Runner.Execution;

/// <summary>One run of one cell: passes on what the cell shows, as long as it runs, and up to a limit.</summary>
internal sealed class CellExecution(ICellOutput output) : IDisposable
{
    /// <summary>How many characters of printed text a cell may produce; what comes after is dropped, and that is said.</summary>
    public const int PrintedLimit = 1_000_000;

    /// <summary>How many characters of shown values a cell may produce.</summary>
    public const int ShownLimit = 100_000_000;

    private static readonly AsyncLocal<CellExecution?> s_current = new();

    private readonly Lock _lock = new();
    private readonly PrintedText _text = new(output);
    private bool _ended;
    private long _printed;
    private long _shown;

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
            if (_ended || text.Length == 0 || _printed > PrintedLimit)
            {
                return;
            }

            long room = PrintedLimit - _printed;
            _printed += text.Length;
            if (text.Length <= room)
            {
                _text.Write(name, text);
                return;
            }

            _text.Write(name, text[..(int)room]);
            _text.Write(
                "stderr",
                $"\n[cut here: the cell printed more than {PrintedLimit:N0} characters; the rest is not kept]\n"
            );
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
        // An update replaces what it updates: it does not add up.
        lock (_lock)
        {
            if (!_ended)
            {
                _text.Flush();
                output.Update(bundle, id);
            }
        }
    }

    public void Result(IReadOnlyDictionary<string, string> bundle) =>
        Show(bundle, () => output.Result(bundle));

    public void Error(CellError error)
    {
        _text.Flush();
        output.Error(error);
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
            if (_ended || _shown > ShownLimit)
            {
                return;
            }

            _text.Flush();
            _shown += bundle.Values.Sum(content => (long)content.Length);
            if (_shown <= ShownLimit)
            {
                show();
                return;
            }

            output.Stream(
                "stderr",
                $"\n[cut here: the cell showed values of more than {ShownLimit:N0} characters; the rest is not kept]\n"
            );
        }
    }
}
