using System.Buffers.Binary;
using System.Text;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Bytes that came from a process that nobody trusts: nothing is made room for before it is there.</summary>
internal sealed class AnswerBytes(ReadOnlyMemory<byte> bytes)
{
    private int _position;

    /// <summary>The next so many elements of a size.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ReadOnlySpan<byte> Take(int count, int size)
    {
        long length = (long)count * size;
        if (count < 0 || length > bytes.Length - _position)
        {
            throw new InvalidDataException("A value ends in the middle.");
        }

        ReadOnlySpan<byte> taken = bytes.Span.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }

    /// <summary>The next number of elements, of which each takes so many bytes at least.</summary>
    /// <exception cref="InvalidDataException">So many cannot follow.</exception>
    public int Count(int least = 1)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(Take(1, sizeof(int)));
        return count >= 0 && (long)count * least <= bytes.Length - _position
            ? count
            : throw new InvalidDataException($"{count} elements cannot follow.");
    }

    public byte Byte() => Take(1, 1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(1, sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(1, sizeof(long)));

    public decimal Decimal()
    {
        int[] parts = [Int32(), Int32(), Int32(), Int32()];
        try
        {
            return new decimal(parts);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("Not a decimal number.", exception);
        }
    }

    /// <summary>A name, as <see cref="BinaryWriter"/> writes it.</summary>
    public string Name()
    {
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = Byte();
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return Encoding.UTF8.GetString(Take(length, 1));
            }

            if (shift > 21)
            {
                throw new InvalidDataException("A name without an end.");
            }
        }
    }

    /// <summary>The next bytes, as many as the number before them says.</summary>
    public ReadOnlyMemory<byte> Part()
    {
        int start = _position + sizeof(int);
        int length = Take(Count(), 1).Length;
        return bytes.Slice(start, length);
    }
}
