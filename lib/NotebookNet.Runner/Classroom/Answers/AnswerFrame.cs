using System.Buffers.Binary;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>A message between the two processes: what it is, and its bytes.</summary>
internal sealed record AnswerFrame(AnswerFrame.Kinds Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>More is no answer to an exercise.</summary>
    public const int MostBytes = 1 << 29;

    /// <summary>Room is made for so many bytes before they have come, and again for as many as are there.</summary>
    private const int FirstBytes = 1 << 16;

    private const int HeadLength = 1 + sizeof(int);

    public enum Kinds : byte
    {
        /// <summary>Something is asked for.</summary>
        Call,

        /// <summary>What was asked for.</summary>
        Return,

        /// <summary>What was thrown instead.</summary>
        Throw,
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="EndOfStreamException">The other process has ended.</exception>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static async Task<AnswerFrame> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[HeadLength];
        await stream.ReadExactlyAsync(head, cancellation);
        int length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1));
        if (!Enum.IsDefined((Kinds)head[0]) || length is < 0 or > MostBytes)
        {
            throw new InvalidDataException("Not a message.");
        }

        byte[] content = new byte[Math.Min(length, FirstBytes)];
        for (int there = 0; there < length; )
        {
            if (there == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(length, 2L * there));
            }

            await stream.ReadExactlyAsync(content.AsMemory(there), cancellation);
            there = content.Length;
        }

        return new AnswerFrame((Kinds)head[0], content);
    }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[HeadLength];
        head[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), Content.Length);
        await stream.WriteAsync(head, cancellation);
        await stream.WriteAsync(Content, cancellation);
        await stream.FlushAsync(cancellation);
    }
}
