using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels.Tests;

/// <summary>
/// Arrays and structs as they lie in a memory with addresses of 32 bits, from an address on, and what is to stand there once the
/// kernels have run. What no array covers is filled with a pattern that has to stay.
/// </summary>
internal sealed class MemoryImage(int address)
{
    private const byte Untouched = 0xA5;

    private readonly List<byte> _bytes = [];
    private readonly List<(int Offset, double[] Values)> _expected = [];

    /// <summary>Where the structs stand with which a kernel is called.</summary>
    public List<int> Calls { get; } = [];

    public byte[] Bytes => [.. _bytes];

    /// <summary>Adds an array, with a gap behind it.</summary>
    /// <returns>Its address.</returns>
    public int Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // 8 bytes that divide no vector: arrays of the runtime stand on such addresses.
        while (_bytes.Count % 16 != 8)
        {
            _bytes.Add(Untouched);
        }

        int offset = _bytes.Count;
        _bytes.AddRange(MemoryMarshal.AsBytes(values));
        _bytes.AddRange([Untouched, Untouched, Untouched, Untouched]);
        return address + offset;
    }

    /// <summary>Adds an array of numbers that a kernel is to write.</summary>
    /// <returns>Its address.</returns>
    public int AddResult(double[] expected)
    {
        double[] unwritten = new double[expected.Length];
        Array.Fill(unwritten, -4711);
        return AddResult(unwritten, expected);
    }

    /// <summary>Adds an array of numbers that a kernel is to read and to overwrite.</summary>
    /// <returns>Its address.</returns>
    public int AddResult(double[] before, double[] expected)
    {
        int at = Add<double>(before);
        _expected.Add((at - address, expected));
        return at;
    }

    /// <summary>Adds a struct with which the kernel is to be called: numbers of 32 bits, or of 64 where they are doubles.</summary>
    public void AddCall(params object[] fields)
    {
        List<byte> bytes = [];
        Span<byte> field = stackalloc byte[8];
        foreach (object value in fields)
        {
            if (value is double number)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(field, number);
                bytes.AddRange(field);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(field, (int)value);
                bytes.AddRange(field[..4]);
            }
        }

        Calls.Add(Add<byte>(CollectionsMarshal.AsSpan(bytes)) - address);
    }

    /// <summary>Fails unless the memory holds the results bit for bit (of a NaN only that it is one) and all else as it was.</summary>
    public void Check(byte[] memory, string what)
    {
        byte[] rest = [.. memory];
        foreach ((int offset, double[] values) in _expected)
        {
            ReadOnlySpan<double> actual = MemoryMarshal.Cast<byte, double>(
                memory.AsSpan(offset, values.Length * sizeof(double))
            );
            for (int i = 0; i < values.Length; i++)
            {
                bool equal =
                    BitConverter.DoubleToInt64Bits(values[i])
                        == BitConverter.DoubleToInt64Bits(actual[i])
                    || (double.IsNaN(values[i]) && double.IsNaN(actual[i]));
                Assert.True(
                    equal,
                    Invariant(
                        $"{what}: expected {values[i]:R}, got {actual[i]:R} as number {i} of {values.Length}, in the result at {offset}."
                    )
                );
            }

            _bytes.Slice(offset, values.Length * sizeof(double)).CopyTo(rest, offset);
        }

        Assert.True(rest.AsSpan().SequenceEqual(Bytes), $"{what}: other memory was written to.");
    }
}
