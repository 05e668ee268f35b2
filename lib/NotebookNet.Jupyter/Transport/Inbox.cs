namespace NotebookNet.Jupyter.Transport;

/// <summary>The messages of one channel that have come and wait for the kernel. It has room for so many; the rest waits with who sent it.</summary>
/// <param name="roomAgain">Is told that there is room again for messages that wait outside.</param>
internal sealed class Inbox(Action roomAgain)
{
    private const int MostMessages = 1000;
    private const long MostBytes = 64 << 20;

    private readonly object _lock = new();
    private readonly Queue<IReadOnlyList<byte[]>> _messages = [];
    private long _bytes;
    private bool _isRefusing;
    private bool _isClosed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Whether there is no room for a message more; then they wait outside.</summary>
    public bool Refuses()
    {
        lock (_lock)
        {
            return _isRefusing |= _messages.Count >= MostMessages || _bytes >= MostBytes;
        }
    }

    public void Add(IReadOnlyList<byte[]> message)
    {
        lock (_lock)
        {
            _bytes += Size(message);
            _messages.Enqueue(message);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for the next message; null where none will come any more.</summary>
    public IReadOnlyList<byte[]>? Take(CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.Register(Wake);
        IReadOnlyList<byte[]>? message;
        bool isRoomAgain;
        lock (_lock)
        {
            while (!_messages.TryDequeue(out message))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_isClosed)
                {
                    return null;
                }

                Monitor.Wait(_lock);
            }

            _bytes -= Size(message);
            isRoomAgain =
                _isRefusing && _messages.Count <= MostMessages / 2 && _bytes <= MostBytes / 2;
            _isRefusing &= !isRoomAgain;
        }

        if (isRoomAgain)
        {
            roomAgain();
        }

        return message;
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    private static long Size(IReadOnlyList<byte[]> message) =>
        message.Sum(frame => (long)frame.Length);
}
