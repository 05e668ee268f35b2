using System.Buffers;

namespace NotebookNet.Kernels;

/// <summary>Memory for the time of one call, taken from a pool: nothing is allocated once the pool has it.</summary>
internal readonly ref struct Scratch(int length)
{
    private readonly double[] _rented = ArrayPool<double>.Shared.Rent(length);

    /// <summary>Numbers of no particular value.</summary>
    public Span<double> Span => _rented.AsSpan(0, length);

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
