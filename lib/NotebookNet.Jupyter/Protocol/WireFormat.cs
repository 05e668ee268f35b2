using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>
/// Messages as the frames in which they travel: identities, a delimiter, the signature, then header, parent header, metadata
/// and content as JSON.
/// </summary>
/// <param name="key">The key that signs; empty where messages are not signed.</param>
internal sealed class WireFormat(byte[] key)
{
    public const string ProtocolVersion = "5.4";

    private const int Parts = 4;

    private static readonly byte[] s_delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] s_empty = "{}"u8.ToArray();

    /// <summary>As deep as a notebook file may be nested.</summary>
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 500 };

    private static readonly JsonWriterOptions s_writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
    };

    private readonly MessageSignatures _signatures = new(key);
    private readonly SeenSignatures _seen = new();
    private long _messages;

    /// <summary>What tells this kernel's messages, and those of each start of it, from others.</summary>
    public string Session { get; } = Guid.NewGuid().ToString();

    /// <summary>Reads a message.</summary>
    /// <exception cref="MessageFormatException">It is none, or nobody who knows the key has signed it, or it has come before.</exception>
    public Message Read(Channel channel, IReadOnlyList<byte[]> frames)
    {
        int delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(s_delimiter))
        {
            delimiter++;
        }

        if (delimiter == frames.Count)
        {
            throw new MessageFormatException("no frame is <IDS|MSG>");
        }

        if (frames.Count < delimiter + 2 + Parts)
        {
            throw new MessageFormatException(
                Invariant(
                    $"{frames.Count - delimiter - 1} frames after <IDS|MSG>; expected at least {1 + Parts}"
                )
            );
        }

        byte[] signature = frames[delimiter + 1];
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(Parts)];
        if (!_signatures.Verify(signature, parts))
        {
            throw new MessageFormatException(
                "its signature is not that of the connection file's key"
            );
        }

        if (key.Length > 0 && !_seen.IsNew(signature))
        {
            throw new MessageFormatException("its signature has come before");
        }

        JsonElement header = Parse(parts[0], "header");
        JsonElement parent = Parse(parts[1], "parent header");
        Parse(parts[2], "metadata");
        return new Message(
            channel,
            [.. frames.Take(delimiter)],
            header,
            header.Text("msg_id"),
            header.Text("msg_type"),
            parent.OptionalText("msg_id"),
            Parse(parts[3], "content")
        );
    }

    /// <summary>The frames of a message.</summary>
    /// <param name="identities">Whom it is for; its topic where it is for all.</param>
    /// <param name="type">What it is.</param>
    /// <param name="parent">What it answers, or null.</param>
    /// <param name="content">Its content, as JSON.</param>
    /// <returns>The message's id, and the frames.</returns>
    public (string Id, IReadOnlyList<byte[]> Frames) Write(
        IReadOnlyList<byte[]> identities,
        string type,
        Message? parent,
        byte[] content
    )
    {
        string id = Invariant($"{Session}_{Interlocked.Increment(ref _messages)}");
        byte[] header = Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("msg_id", id);
            writer.WriteString("session", Session);
            writer.WriteString("username", "kernel");
            writer.WriteString(
                "date",
                DateTime.UtcNow.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
                    CultureInfo.InvariantCulture
                )
            );
            writer.WriteString("msg_type", type);
            writer.WriteString("version", ProtocolVersion);
            writer.WriteEndObject();
        });
        byte[] parentHeader = parent is null ? s_empty : Json(parent.Header.WriteTo);
        byte[][] parts = [header, parentHeader, s_empty, content];
        return (id, [.. identities, s_delimiter, _signatures.Sign(parts), .. parts]);
    }

    /// <summary>The bytes of what is written.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        System.Buffers.ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes, s_writing))
        {
            write(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static JsonElement Parse(byte[] part, string what)
    {
        try
        {
            JsonElement element = JsonDocument.Parse(part, s_reading).RootElement;
            return element.ValueKind == JsonValueKind.Object
                ? element
                : throw new MessageFormatException(
                    $"its {what} is a JSON {element.ValueKind}; expected an object"
                );
        }
        catch (JsonException)
        {
            throw new MessageFormatException($"its {what} is not JSON, or nested too deep");
        }
    }
}
