using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NotebookNet.Kernels;

/// <summary>Copies images kept as bytes, one a row, into a matrix kept column after column, each byte v as v/255.</summary>
/// <remarks>
/// 4 images × 4 columns at a time turn in a register. Asking for all cache lines, of 64 bytes, of 128 images before the first is
/// needed halves the time (Zen 4, 100 images of MNIST: 62 µs without, 24 µs with). With r = 1/255 kept in two parts,
/// fma(v, high, v·low) is v/255 correctly rounded for each of the 256 values of v.
/// </remarks>
internal static unsafe class PixelGather
{
    /// <summary>Values for each thread: one that gathers alone must take back the cache lines that the other has read.</summary>
    private const int WorthAThread = 40_000;

    private const double High = 1.0 / 255.0;
    private static readonly double s_low = Math.FusedMultiplyAdd(-255.0, High, 1.0) / 255.0;

    public static double Scale(byte value) => value / 255.0;

    /// <summary>Fills a matrix, indices.Length×width and column after column, with images of so many bytes.</summary>
    public static void Gather(
        ReadOnlySpan<byte> pixels,
        int width,
        ReadOnlySpan<int> indices,
        Span<double> matrix
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, (long)width * indices.Length);
        uint count = (uint)(pixels.Length / width);
        foreach (int index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, count);
        }

        fixed (byte* image = pixels)
        fixed (int* index = indices)
        fixed (double* value = matrix)
        {
            if (HostKernels.Gather != null)
            {
                HostKernels.GatherArguments arguments = new()
                {
                    Pixels = image,
                    Width = width,
                    Indices = index,
                    Rows = indices.Length,
                    Values = value,
                };
                HostKernels.Gather(&arguments);
                return;
            }

            Workers.Share(
                width,
                Workers.CountFor(matrix.Length, WorthAThread),
                new Work(image, width, index, indices.Length, value),
                static (work, from, to) => work.CopyColumns(from, to)
            );
        }
    }

    /// <summary>v/255 for the lowest byte of each lane.</summary>
    private static Vector256<double> Quotient(Vector128<int> bytes)
    {
        Vector256<double> v = Avx.ConvertToVector256Double(bytes & Vector128.Create(0xFF));
        return Fma.MultiplyAdd(v, Vector256.Create(High), v * s_low);
    }

    /// <summary>A batch to be gathered, for several threads with some columns each.</summary>
    private readonly struct Work(byte* pixels, int width, int* indices, int rows, double* values)
    {
        public void CopyColumns(int from, int to)
        {
            for (int top = 0; top < rows; top += 128)
            {
                int bottom = Math.Min(top + 128, rows);
                for (int row = top; Sse.IsSupported && row < bottom; row++)
                {
                    for (int column = from; column < to; column += 64)
                    {
                        Sse.Prefetch1(At(row, column));
                    }
                }

                for (int left = from; left < to; left += 4)
                {
                    CopyFourColumns(top, bottom, left, Math.Min(left + 4, to));
                }
            }
        }

        private byte* At(int row, int column) => pixels + ((nint)indices[row] * width) + column;

        private void CopyFourColumns(int top, int bottom, int left, int right)
        {
            int row = top;
            for (; Fma.IsSupported && right - left == 4 && row + 4 <= bottom; row += 4)
            {
                // One lane an image, one byte of it a column.
                Vector128<int> block = Vector128.Create(
                    *(int*)At(row, left),
                    *(int*)At(row + 1, left),
                    *(int*)At(row + 2, left),
                    *(int*)At(row + 3, left)
                );
                double* to = values + ((nint)left * rows) + row;
                Quotient(block).Store(to);
                Quotient(block >>> 8).Store(to + rows);
                Quotient(block >>> 16).Store(to + (2 * (nint)rows));
                Quotient(block >>> 24).Store(to + (3 * (nint)rows));
            }

            for (; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    values[((nint)column * rows) + row] = Scale(*At(row, column));
                }
            }
        }
    }
}
