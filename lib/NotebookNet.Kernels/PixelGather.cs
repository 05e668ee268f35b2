using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NotebookNet.Kernels;

/// <summary>
/// Copies images kept as bytes, one a row, into a matrix kept column after column, each byte v as v/255.
/// </summary>
/// <remarks>
/// <para>A batch is a transposition: read along rows, written along columns. It goes over tiles of <see cref="TileColumns"/>
/// columns, so that what a tile writes stays in the first-level cache; within a tile, 4 images × 4 columns at a time turn in
/// a register. The images lie anywhere in memory: asking for all their cache lines first, before the first is needed, halves
/// the time (100 images of MNIST on one core of a Zen 4: 62 µs without, 24 µs with, 19 µs when they are in the cache).</para>
/// <para>The quotient is exact: with r = 1/255 kept in two parts, fma(v, high, v·low) is v/255 correctly rounded for each of
/// the 256 values of v.</para>
/// </remarks>
internal static unsafe class PixelGather
{
    private const int TileColumns = 8;

    /// <summary>How many images are asked for at once: about 100 KB of MNIST, well within a second-level cache.</summary>
    private const int GroupRows = 128;
    private const int CacheLine = 64;

    /// <summary>
    /// Values for each thread. Measured on two cores, 100 images of MNIST within a training step: one thread needs 30 µs
    /// alone but 95 µs where the other has read the last batch, whose cache lines it must first take back.
    /// </summary>
    private const int WorthAThread = 40_000;

    private const double High = 1.0 / 255.0;

    /// <summary>1/255 − <see cref="High"/>: what is left of 1 when 255 times the rounded quotient is taken off, divided in turn.</summary>
    private static readonly double s_low = Math.FusedMultiplyAdd(-255.0, High, 1.0) / 255.0;

    private static readonly double[] s_quotients =
    [
        .. Enumerable.Range(0, 256).Select(value => value / 255.0),
    ];

    /// <summary>v/255.</summary>
    public static double Scale(byte value) => s_quotients[value];

    /// <summary>Fills the matrix row by row with images in the given order.</summary>
    /// <param name="pixels">The images one after another.</param>
    /// <param name="width">Number of bytes in an image, ≥ 1.</param>
    /// <param name="indices">The image of each row.</param>
    /// <param name="destination">indices.Length×width, column after column.</param>
    /// <param name="useVectors">Whether to use the vector unit where there is one; the values are the same.</param>
    public static void Gather(
        ReadOnlySpan<byte> pixels,
        int width,
        ReadOnlySpan<int> indices,
        Span<double> destination,
        bool useVectors = true
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            destination.Length,
            (long)indices.Length * width
        );
        int count = pixels.Length / width;
        foreach (int index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
        }

        fixed (byte* image = pixels)
        fixed (int* index = indices)
        fixed (double* value = destination)
        {
            Work work = new(
                image,
                pixels.Length,
                width,
                index,
                indices.Length,
                value,
                useVectors && Avx2.IsSupported && Fma.IsSupported
            );
            Workers.Share(
                width,
                Workers.CountFor(destination.Length, WorthAThread),
                work,
                static (work, from, to) => work.CopyColumns(from, to)
            );
        }
    }

    /// <summary>A batch to be gathered, for several threads with some columns each.</summary>
    private readonly struct Work(
        byte* pixels,
        int length,
        int width,
        int* indices,
        int count,
        double* destination,
        bool useVectors
    )
    {
        public void CopyColumns(int from, int to)
        {
            ReadOnlySpan<byte> images = new(pixels, length);
            ReadOnlySpan<int> rows = new(indices, count);
            Span<double> values = new(destination, count * width);
            for (int top = 0; top < rows.Length; top += GroupRows)
            {
                int bottom = Math.Min(top + GroupRows, rows.Length);
                if (useVectors)
                {
                    Prefetch(images, width, rows[top..bottom], from, to);
                }

                for (int left = from; left < to; left += TileColumns)
                {
                    int right = Math.Min(left + TileColumns, to);
                    int row = top;
                    if (useVectors)
                    {
                        for (; row + 4 <= bottom; row += 4)
                        {
                            CopyFourRows(images, width, rows, values, row, left, right);
                        }
                    }

                    for (; row < bottom; row++)
                    {
                        CopyRow(images, width, rows, values, row, left, right);
                    }
                }
            }
        }
    }

    private static void Prefetch(
        ReadOnlySpan<byte> pixels,
        int width,
        ReadOnlySpan<int> indices,
        int from,
        int to
    )
    {
        fixed (byte* start = pixels)
        {
            foreach (int index in indices)
            {
                byte* image = start + ((nint)index * width);
                for (int i = from; i < to; i += CacheLine)
                {
                    Sse.Prefetch1(image + i);
                }
            }
        }
    }

    private static void CopyFourRows(
        ReadOnlySpan<byte> pixels,
        int width,
        ReadOnlySpan<int> indices,
        Span<double> destination,
        int row,
        int left,
        int right
    )
    {
        int rows = indices.Length;
        ref byte source = ref MemoryMarshal.GetReference(pixels);
        ref byte a = ref Unsafe.Add(ref source, (nint)indices[row] * width);
        ref byte b = ref Unsafe.Add(ref source, (nint)indices[row + 1] * width);
        ref byte c = ref Unsafe.Add(ref source, (nint)indices[row + 2] * width);
        ref byte d = ref Unsafe.Add(ref source, (nint)indices[row + 3] * width);
        ref double target = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), row);
        int column = left;
        for (; column + 4 <= right; column += 4)
        {
            // One lane an image, one byte of it a column.
            Vector128<uint> block = Vector128.Create(
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref a, column)),
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref b, column)),
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref c, column)),
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref d, column))
            );
            ref double top = ref Unsafe.Add(ref target, (nint)column * rows);
            Quotient(block & Vector128.Create(0xFFu)).StoreUnsafe(ref top);
            Quotient((block >> 8) & Vector128.Create(0xFFu)).StoreUnsafe(ref top, (nuint)rows);
            Quotient((block >> 16) & Vector128.Create(0xFFu)).StoreUnsafe(ref top, 2 * (nuint)rows);
            Quotient(block >> 24).StoreUnsafe(ref top, 3 * (nuint)rows);
        }

        for (int i = row; column < right && i < row + 4; i++)
        {
            CopyRow(pixels, width, indices, destination, i, column, right);
        }
    }

    private static Vector256<double> Quotient(Vector128<uint> bytes)
    {
        Vector256<double> v = Avx.ConvertToVector256Double(bytes.AsInt32());
        return Fma.MultiplyAdd(v, Vector256.Create(High), v * Vector256.Create(s_low));
    }

    private static void CopyRow(
        ReadOnlySpan<byte> pixels,
        int width,
        ReadOnlySpan<int> indices,
        Span<double> destination,
        int row,
        int left,
        int right
    )
    {
        ReadOnlySpan<byte> image = pixels.Slice(indices[row] * width, width);
        for (int column = left; column < right; column++)
        {
            destination[(column * indices.Length) + row] = s_quotients[image[column]];
        }
    }
}
