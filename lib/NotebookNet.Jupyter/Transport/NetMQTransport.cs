using System.Diagnostics;
using NetMQ;
using NetMQ.Sockets;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Transport;

/// <summary>
/// The transport over NetMQ. Its sockets belong to one thread, which never waits for a peer: what one does not read is dropped.
/// </summary>
internal sealed class NetMQTransport : ITransport
{
    /// <summary>A message larger than this is not taken: its connection ends.</summary>
    private const long LargestFrame = 64 << 20;

    /// <summary>How many bytes may wait for the sockets' thread; who sends more waits for it.</summary>
    private const long MostQueued = 32 << 20;

    /// <summary>What a message takes besides its frames.</summary>
    private const int Overhead = 500;

    /// <summary>How many bytes of large messages may wait for front ends.</summary>
    private const long MostWaiting = 128 << 20;

    /// <summary>How many messages are taken from one socket before the others have their turn.</summary>
    private const int Turn = 100;

    /// <summary>How long what has been sent may take to leave when the transport is closed.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(1);

    /// <summary>How long a message may be on its way through the machine.</summary>
    private static readonly TimeSpan s_onItsWay = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a front end may read nothing while too much waits for it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly SentBytes s_sent = new();

    private readonly Action<string> _log;
    private readonly NetMQPoller _poller;
    private readonly NetMQQueue<Action> _actions = new();
    private readonly Dictionary<Channel, NetMQSocket> _sockets = [];
    private readonly Dictionary<Channel, Inbox> _inboxes = [];
    private readonly object _room = new();
    private readonly Func<byte[], IReadOnlyList<byte[]>> _welcome;
    private long _queued;
    private volatile bool _isClosed;
    private volatile bool _isStuck;

    static NetMQTransport() => BufferPool.SetCustomBufferPool(s_sent);

    /// <summary>Binds the sockets to the address and the ports of a connection file.</summary>
    /// <param name="connection">The connection file.</param>
    /// <param name="log">Takes a line that says what went wrong.</param>
    /// <param name="welcome">Makes the message that a new subscriber of a topic gets.</param>
    /// <exception cref="ConnectionException">A port is not free.</exception>
    public NetMQTransport(
        ConnectionFile connection,
        Action<string> log,
        Func<byte[], IReadOnlyList<byte[]>> welcome
    )
    {
        _log = log;
        _welcome = welcome;
        try
        {
            foreach (Channel channel in Enum.GetValues<Channel>())
            {
                _sockets[channel] = Bind(channel, connection);
            }
        }
        catch
        {
            Close();
            throw;
        }

        _actions.ReceiveReady += (_, _) => Guard(RunActions);
        _poller = [_actions, .. _sockets.Values];
        _poller.RunAsync("Jupyter transport", isBackgroundThread: true);
    }

    public IReadOnlyList<byte[]>? Receive(Channel channel, CancellationToken cancellation) =>
        _inboxes[channel].Take(cancellation);

    public (int Waiting, bool IsFull) Settle(Channel channel)
    {
        Thread.Sleep(s_onItsWay);
        using ManualResetEventSlim settled = new();
        bool isFull = false;
        Post(() =>
        {
            isFull = !TakeIn(channel, int.MaxValue);
            settled.Set();
        });
        settled.Wait();
        return (_inboxes[channel].Count, isFull);
    }

    public void Send(Channel channel, IReadOnlyList<byte[]> frames)
    {
        long size = Overhead + frames.Sum(frame => (long)frame.Length);
        if (!HasRoom(size))
        {
            _log(
                $"{channel}: a message of {size:N0} bytes is dropped: too much waits for a front end that does not read"
            );
            return;
        }

        lock (_room)
        {
            while (_queued > MostQueued && !_isClosed)
            {
                Monitor.Wait(_room);
            }

            _queued += size;
        }

        Post(() =>
        {
            lock (_room)
            {
                _queued -= size;
                Monitor.PulseAll(_room);
            }

            SentBytes.Send(() => _sockets[channel].TrySendMultipartBytes(frames));
        });
    }

    /// <summary>
    /// Whether a message may be sent. A large one waits while too much is on its way, as long as that gets less: then
    /// somebody reads.
    /// </summary>
    private bool HasRoom(long size)
    {
        if (size < SentBytes.Smallest)
        {
            return true;
        }

        long least = s_sent.Waiting;
        long since = Stopwatch.GetTimestamp();
        while (s_sent.Waiting > MostWaiting)
        {
            if (_isStuck || _isClosed)
            {
                return false;
            }

            Thread.Sleep(5);
            long waiting = s_sent.Waiting;
            if (waiting < least)
            {
                least = waiting;
                since = Stopwatch.GetTimestamp();
            }

            _isStuck = Stopwatch.GetElapsedTime(since) > s_patience;
        }

        _isStuck &= s_sent.Waiting > MostWaiting / 2;
        return !_isStuck;
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        // What was sent before goes first.
        using ManualResetEventSlim done = new();
        Post(done.Set);
        done.Wait(s_linger);
        lock (_room)
        {
            _isClosed = true;
            Monitor.PulseAll(_room);
        }

        _poller.Dispose();
        Close();
        NetMQConfig.Cleanup(block: true);
    }

    private void Close()
    {
        foreach (NetMQSocket socket in _sockets.Values)
        {
            socket.Dispose();
        }

        foreach (Inbox inbox in _inboxes.Values)
        {
            inbox.Close();
        }

        _actions.Dispose();
    }

    private NetMQSocket Bind(Channel channel, ConnectionFile connection)
    {
        NetMQSocket socket = channel == Channel.IOPub ? new XPublisherSocket() : new RouterSocket();
        socket.Options.Linger = s_linger;
        socket.Options.MaxMsgSize = LargestFrame;
        socket.Options.IPv4Only = !connection.Address.StartsWith('[');
        if (socket is RouterSocket router)
        {
            // Who connects again after a broken connection is who it was.
            router.Options.RouterHandover = true;
        }

        string endPoint = connection.EndPoint(channel);
        try
        {
            socket.Bind(endPoint);
        }
        catch (Exception exception)
            when (exception is NetMQException or System.Net.Sockets.SocketException)
        {
            socket.Dispose();
            throw new ConnectionException(
                $"{endPoint} cannot be bound ({ConnectionFile.FieldOf(channel)}): {exception.Message}"
            );
        }

        switch (channel)
        {
            case Channel.Heartbeat:
                socket.ReceiveReady += (_, _) => Guard(() => Echo(socket));
                break;
            case Channel.IOPub:
                socket.Options.XPubVerbose = true;
                socket.ReceiveReady += (_, _) => Guard(() => TakeSubscriptions(socket));
                break;
            default:
                _inboxes[channel] = new Inbox(() => Post(() => Resume(channel)));
                socket.ReceiveReady += (_, _) => Guard(() => Receive(channel));
                break;
        }

        return socket;
    }

    /// <summary>Runs something on the sockets' thread.</summary>
    private void Post(Action action)
    {
        try
        {
            _actions.Enqueue(action);
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
    }

    private void RunActions()
    {
        for (int i = 0; i < Turn && _actions.TryDequeue(out Action? action, TimeSpan.Zero); i++)
        {
            action();
        }
    }

    private void Receive(Channel channel)
    {
        if (!TakeIn(channel, Turn))
        {
            // Until there is room again they wait in the socket, and then with who sends.
            _poller.Remove(_sockets[channel]);
        }
    }

    private void Resume(Channel channel) => _poller.Add(_sockets[channel]);

    /// <summary>Takes in what has arrived; false where there is no room for more.</summary>
    private bool TakeIn(Channel channel, int most)
    {
        Inbox inbox = _inboxes[channel];
        for (int i = 0; i < most; i++)
        {
            if (inbox.Refuses())
            {
                return false;
            }

            List<byte[]>? frames = null;
            if (!_sockets[channel].TryReceiveMultipartBytes(ref frames!))
            {
                return true;
            }

            inbox.Add(frames);
        }

        return true;
    }

    private void TakeSubscriptions(NetMQSocket socket)
    {
        for (int i = 0; i < Turn && socket.TryReceiveFrameBytes(out byte[]? frame); i++)
        {
            if (frame is [1, .. byte[] topic])
            {
                socket.TrySendMultipartBytes(_welcome(topic));
            }
        }
    }

    private static void Echo(NetMQSocket socket)
    {
        List<byte[]>? frames = null;
        for (int i = 0; i < Turn && socket.TryReceiveMultipartBytes(ref frames!); i++)
        {
            socket.TrySendMultipartBytes(frames);
            frames = null;
        }
    }

    /// <summary>An exception would end the sockets' thread.</summary>
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _log($"transport: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
