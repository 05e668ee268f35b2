using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>What native code and the processes that a cell starts write to the standard streams: shown in the cell, on Unix.</summary>
internal sealed class NativeOutput
{
    /// <summary>How many characters of it a cell shows.</summary>
    private const int Most = 1_000_000;

    private readonly IReadOnlyList<(string Name, NativeStream Stream)> _streams;
    private long _shown;

    /// <summary>Leads the streams through this process.</summary>
    /// <param name="startGuard">
    /// Starts what ends this process's children when it has ended, and passes on what was written last: by the runtime, of why it ended.
    /// Its argument is where that can be read.
    /// </param>
    public NativeOutput(Action<string> startGuard)
    {
        if (
            OperatingSystem.IsWindows()
            || NativeStream.Of(1) is not { } output
            || NativeStream.Of(2) is not { } error
        )
        {
            _streams = [];
            Error = new BackgroundWriter(Console.OpenStandardError());
            return;
        }

        startGuard(error.SourcePath);
        output.Redirect();
        error.Redirect();
        _streams = [("stdout", output), ("stderr", error)];
        Error = error.Original;
    }

    /// <summary>Where this program's own messages go.</summary>
    public BackgroundWriter Error { get; }

    /// <summary>What is written from now on is shown in this cell.</summary>
    public void Begin(ICellOutput cell)
    {
        _shown = 0;
        foreach ((string name, NativeStream stream) in _streams)
        {
            stream.Begin(text => Show(cell, name, text));
        }
    }

    /// <summary>The cell has ended; what it has written is shown.</summary>
    public void End()
    {
        foreach ((_, NativeStream stream) in _streams)
        {
            stream.End();
        }
    }

    private void Show(ICellOutput cell, string name, string text)
    {
        long room = Most - Interlocked.Add(ref _shown, text.Length) + text.Length;
        if (room > 0)
        {
            cell.Stream(name, text.Length <= room ? text : text[..(int)room] + "\n[cut here]\n");
        }
    }
}
