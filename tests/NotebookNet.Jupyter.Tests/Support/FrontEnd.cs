using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Tests.Support;

/// <summary>A front end: speaks to a kernel over the sockets that its connection file names.</summary>
internal sealed class FrontEnd : IDisposable
{
    /// <summary>Stands for never: what takes so long does not come, on however slow a machine.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromMinutes(5);

    private readonly byte[] _key;
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly Dictionary<Channel, NetMQSocket> _sockets = [];
    private int _sent;

    public FrontEnd(ConnectionFile connection)
    {
        _key = connection.Key;
        foreach (Channel channel in Enum.GetValues<Channel>())
        {
            NetMQSocket socket =
                channel == Channel.IOPub ? new SubscriberSocket() : new DealerSocket();
            socket.Options.Linger = TimeSpan.Zero;
            socket.Options.ReceiveHighWatermark = 0;
            socket.Options.Identity = Encoding.ASCII.GetBytes(_session);
            socket.Connect(connection.EndPoint(channel));
            (socket as SubscriberSocket)?.SubscribeToAnyTopic();
            _sockets[channel] = socket;
        }
    }

    /// <summary>Waits until the kernel answers and what it publishes comes.</summary>
    public JsonObject WaitUntilReady()
    {
        WaitUntilConnected();
        return Ask("kernel_info_request", []).Reply;
    }

    /// <summary>Waits until what the kernel publishes comes.</summary>
    public void WaitUntilConnected() =>
        Assert.Equal("iopub_welcome", Receive(Channel.IOPub).Type());

    /// <summary>Sends a message.</summary>
    /// <returns>Its id.</returns>
    public string Send(Channel channel, string type, JsonObject content, JsonObject? parent = null)
    {
        (string id, byte[][] frames) = Frames(type, content, parent);
        Send(channel, frames);
        return id;
    }

    /// <summary>Sends frames, whatever they are.</summary>
    public void Send(Channel channel, params byte[][] frames) =>
        _sockets[channel].SendMultipartBytes(frames);

    /// <summary>A message, signed.</summary>
    public (string Id, byte[][] Frames) Frames(
        string type,
        JsonObject content,
        JsonObject? parent = null
    )
    {
        string id = FormattableString.Invariant($"{_session}-{++_sent}");
        JsonObject header = new()
        {
            ["msg_id"] = id,
            ["session"] = _session,
            ["username"] = "tests",
            ["date"] = "2026-11-29T12:00:00Z",
            ["msg_type"] = type,
            ["version"] = "5.4",
        };
        return (
            id,
            Sign(
                header.ToJsonString(),
                parent?.ToJsonString() ?? "{}",
                "{}",
                content.ToJsonString()
            )
        );
    }

    /// <summary>Four texts as a signed message.</summary>
    public byte[][] Sign(params string[] parts)
    {
        byte[][] bytes = [.. parts.Select(Encoding.UTF8.GetBytes)];
        byte[] digest = HMACSHA256.HashData(_key, bytes.SelectMany(part => part).ToArray());
        return
        [
            "<IDS|MSG>"u8.ToArray(),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)),
            .. bytes,
        ];
    }

    /// <summary>Waits for the next message of a channel.</summary>
    public JsonObject Receive(Channel channel) =>
        TryReceive(channel, Never) ?? throw new TimeoutException($"Nothing came on {channel}.");

    public JsonObject? TryReceive(Channel channel, TimeSpan patience)
    {
        List<byte[]>? frames = null;
        if (!_sockets[channel].TryReceiveMultipartBytes(patience, ref frames!))
        {
            return null;
        }

        int delimiter = frames!.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(4)];
        Assert.Equal(
            Convert.ToHexStringLower(
                HMACSHA256.HashData(_key, parts.SelectMany(part => part).ToArray())
            ),
            Encoding.ASCII.GetString(frames[delimiter + 1])
        );
        return new JsonObject
        {
            ["header"] = JsonNode.Parse(parts[0]),
            ["parent_header"] = JsonNode.Parse(parts[1]),
            ["metadata"] = JsonNode.Parse(parts[2]),
            ["content"] = JsonNode.Parse(parts[3]),
        };
    }

    /// <summary>Waits for the next frames of a channel.</summary>
    public IReadOnlyList<byte[]> ReceiveFrames(Channel channel)
    {
        List<byte[]>? frames = null;
        Assert.True(_sockets[channel].TryReceiveMultipartBytes(Never, ref frames!));
        return frames!;
    }

    /// <summary>Sends a request and waits for its reply and until the kernel is idle again.</summary>
    public Answer Ask(string type, JsonObject content, Channel channel = Channel.Shell)
    {
        string id = Send(channel, type, content);
        JsonObject reply = Receive(channel);
        Assert.Equal(id, reply.ParentId());
        Assert.Equal(type.Replace("_request", "_reply", StringComparison.Ordinal), reply.Type());
        return new Answer(id, reply.Content(), Published(id));
    }

    /// <summary>Executes a cell.</summary>
    public Answer Execute(string code, params (string Name, JsonNode? Value)[] fields)
    {
        JsonObject content = new() { ["code"] = code };
        foreach ((string name, JsonNode? value) in fields)
        {
            content[name] = value;
        }

        return Ask("execute_request", content);
    }

    /// <summary>What is published on account of a request, until the kernel is idle again.</summary>
    public IReadOnlyList<JsonObject> Published(string id)
    {
        List<JsonObject> published = [];
        while (true)
        {
            JsonObject message = Receive(Channel.IOPub);
            if (message.ParentId() != id)
            {
                continue;
            }

            published.Add(message);
            if (
                message.Type() == "status"
                && (string?)message.Content()["execution_state"] == "idle"
            )
            {
                return published;
            }
        }
    }

    public void Dispose()
    {
        foreach (NetMQSocket socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }
}
