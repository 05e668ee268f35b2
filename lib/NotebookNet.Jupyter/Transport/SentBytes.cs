using System.Collections.Concurrent;
using NetMQ;

namespace NotebookNet.Jupyter.Transport;

/// <summary>
/// Gives NetMQ its buffers, and so knows how many bytes wait in its queues for peers that read slowly, or never: it counts
/// messages only, and a message may be a large figure.
/// </summary>
internal sealed class SentBytes : IBufferPool
{
    /// <summary>Smaller frames are not counted: the number of messages bounds them.</summary>
    public const int Smallest = 16 << 10;

    [ThreadStatic]
    private static bool s_isSending;

    private readonly ConcurrentDictionary<byte[], bool> _sent = [];

    private long _waiting;

    /// <summary>How many bytes wait.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    /// <summary>Sends something on this thread; what NetMQ keeps of it is counted.</summary>
    public static void Send(Action send)
    {
        s_isSending = true;
        try
        {
            send();
        }
        finally
        {
            s_isSending = false;
        }
    }

    public byte[] Take(int size)
    {
        byte[] buffer = new byte[size];
        if (s_isSending && size >= Smallest && _sent.TryAdd(buffer, true))
        {
            Interlocked.Add(ref _waiting, size);
        }

        return buffer;
    }

    public void Return(byte[] buffer)
    {
        if (buffer.Length >= Smallest && _sent.TryRemove(buffer, out _))
        {
            Interlocked.Add(ref _waiting, -buffer.Length);
        }
    }

    public void Dispose() { }
}
