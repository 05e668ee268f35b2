using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Commands;

/// <summary>Reads the lines of JSON that a worker sends. Its cells can reach the connection, too: what comes may be anything.</summary>
internal sealed class MessageReader(Stream stream)
{
    /// <summary>How many bytes a message may have: the longest value that a cell may show, with every character escaped, and what is around it.</summary>
    private const int Longest = 128 << 20;

    /// <summary>How many bytes are kept ready for the next message.</summary>
    private const int Usual = 1 << 14;

    private byte[] _buffer = new byte[Usual];
    private int _start;
    private int _end;

    /// <summary>The next message. Where the waiting for it is cancelled, nothing of it is lost.</summary>
    /// <exception cref="EndOfStreamException">The worker has closed the connection.</exception>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    public async Task<JsonObject> NextAsync(CancellationToken cancellation)
    {
        int searched = 0;
        int length;
        while (
            (
                length = _buffer
                    .AsSpan(_start + searched, _end - _start - searched)
                    .IndexOf((byte)'\n')
            ) < 0
        )
        {
            searched = _end - _start;
            MakeRoom();
            int read;
            try
            {
                read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            }
            catch (IOException)
            {
                read = 0;
            }

            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _end += read;
        }

        length += searched;
        JsonObject message = Parse(_buffer.AsSpan(_start, length));
        _start += length + 1;
        if (_start == _end)
        {
            _start = _end = 0;
            _buffer = _buffer.Length > 64 * Usual ? new byte[Usual] : _buffer;
        }

        return message;
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int held = _end - _start;
        if (held > Longest)
        {
            throw new InvalidDataException("A line without an end.");
        }

        byte[] target = held > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, held);
    }

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
