using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Commands;

/// <summary>Reads the lines of JSON that a worker sends. Its cells can reach the connection, too: what comes may be anything.</summary>
internal sealed class MessageReader(Stream stream)
{
    private readonly LineReader _lines = new(stream);

    /// <summary>The next message. Where the waiting for it is cancelled, nothing of it is lost.</summary>
    /// <exception cref="EndOfStreamException">The worker has closed the connection.</exception>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    public async Task<JsonObject> NextAsync(CancellationToken cancellation) =>
        await _lines.NextAsync(cancellation) switch
        {
            { IsWhole: true } line => Parse(line.Bytes.Span),
            { Bytes.Length: >= LineReader.Longest } => throw new InvalidDataException(
                "A line without an end."
            ),
            _ => throw new EndOfStreamException(),
        };

    private static JsonObject Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject
                ?? throw new InvalidDataException("Not an object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }
}
