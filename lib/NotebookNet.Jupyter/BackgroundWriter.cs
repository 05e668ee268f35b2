using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace NotebookNet.Jupyter;

/// <summary>Writes to a stream that somebody may not read: who writes does not wait for that, and what is too much is lost.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
internal sealed class BackgroundWriter
{
    private const int Most = 500;

    private readonly Stream _stream;
    private readonly BlockingCollection<byte[]> _waiting = new(Most);
    private readonly Thread _thread;

    public BackgroundWriter(Stream stream)
    {
        _stream = stream;
        _thread = new Thread(Run) { IsBackground = true, Name = "Jupyter log" };
        _thread.Start();
    }

    public void Write(byte[] bytes)
    {
        if (!_waiting.IsAddingCompleted)
        {
            _waiting.TryAdd(bytes);
        }
    }

    /// <summary>Writes what waits, and no more; gives up after a while.</summary>
    public void End(TimeSpan patience)
    {
        _waiting.CompleteAdding();
        _thread.Join(patience);
    }

    private void Run()
    {
        foreach (byte[] bytes in _waiting.GetConsumingEnumerable())
        {
            try
            {
                _stream.Write(bytes);
                _stream.Flush();
            }
            catch (IOException)
            {
                // Nobody reads it any more.
            }
        }
    }
}
