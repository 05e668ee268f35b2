namespace NotebookNet.Runner.Commands;

/// <summary>Reads lines from a process whose cells can write there, too: a line may be anything, and may have no end.</summary>
/// <param name="stream">What the process writes.</param>
/// <param name="longest">How many bytes of a line are held at most.</param>
internal sealed class LineReader(Stream stream, int longest = LineReader.Longest)
{
    /// <summary>The longest value that a cell may show, with every character escaped, and what is around it.</summary>
    public const int Longest = 128 << 20;

    /// <summary>How many bytes are kept ready for the next line.</summary>
    private const int Usual = 1 << 14;

    private byte[] _buffer = new byte[Usual];
    private int _start;
    private int _end;

    /// <summary>
    /// The next line without its end, or its next piece where it is too long or the stream ends in it; null at the end of the
    /// stream. It holds until the next call. Where the waiting for it is cancelled, nothing of it is lost.
    /// </summary>
    public async Task<Line?> NextAsync(CancellationToken cancellation = default)
    {
        if (_start == _end)
        {
            _start = _end = 0;
            _buffer = _buffer.Length > 64 * Usual ? new byte[Usual] : _buffer;
        }

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
            if (searched >= longest)
            {
                return Take(searched, isWhole: false);
            }

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
                return searched > 0 ? Take(searched, isWhole: false) : null;
            }

            _end += read;
        }

        Line line = Take(searched + length, isWhole: true);
        _start++;
        return line;
    }

    private Line Take(int length, bool isWhole)
    {
        Line line = new(_buffer.AsMemory(_start, length), isWhole);
        _start += length;
        return line;
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int held = _end - _start;
        byte[] target =
            held > _buffer.Length / 2
                ? new byte[Math.Max(held + 1, (int)Math.Min(2L * _buffer.Length, longest))]
                : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, held);
    }

    /// <summary>A line, or a piece of one.</summary>
    /// <param name="Bytes">Its bytes.</param>
    /// <param name="IsWhole">Whether the line ends with them.</param>
    public readonly record struct Line(ReadOnlyMemory<byte> Bytes, bool IsWhole);
}
