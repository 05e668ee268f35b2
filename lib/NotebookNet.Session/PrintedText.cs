using System.Diagnostics;
using System.Text;

namespace NotebookNet.Session;

/// <summary>
/// Passes on printed text: at once where little is printed, gathered where much is, so that a character costs no message
/// of its own. A character of two halves is never parted.
/// </summary>
internal sealed class PrintedText : IDisposable
{
    private const int Most = 8192;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly ICellOutput _output;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly Timer _timer;
    private string _name = "";
    private long _sent;

    public PrintedText(ICellOutput output)
    {
        _output = output;
        _timer = new Timer(_ => SendWhole());
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Passes <paramref name="text"/> on, now or a moment later.</summary>
    public void Write(string name, string text)
    {
        lock (_lock)
        {
            if (name != _name)
            {
                Send(_text.Length);
                _name = name;
            }

            bool isFirst = _text.Length == 0;
            _text.Append(text);
            if (_text.Length >= Most || Stopwatch.GetElapsedTime(_sent) >= s_pause)
            {
                SendWhole();
            }
            else if (isFirst)
            {
                _timer.Change(s_pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Passes on what is still held.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            Send(_text.Length);
        }
    }

    /// <summary>Passes on what is still held, and is done.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _timer.Dispose();
        Flush();
    }

    private void OnProcessExit(object? sender, EventArgs e) => Flush();

    /// <summary>Passes on all but the first half of a character whose second has not come.</summary>
    private void SendWhole()
    {
        lock (_lock)
        {
            int length = _text.Length;
            Send(length > 0 && char.IsHighSurrogate(_text[length - 1]) ? length - 1 : length);
        }
    }

    private void Send(int length)
    {
        if (length > 0)
        {
            _output.Stream(_name, _text.ToString(0, length));
            _text.Remove(0, length);
            _sent = Stopwatch.GetTimestamp();
        }
    }
}
