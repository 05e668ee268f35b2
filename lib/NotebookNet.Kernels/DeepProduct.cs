using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>
/// A product of long sums: each is taken in two halves, added at the end, whether two threads take one each or one thread
/// takes both.
/// </summary>
/// <remarks>
/// In a first layer, 784 terms a sum, each thread then reads its own half of X's columns, which it gathered, and its own
/// half of W's rows, whose gradient it computes: what moves between the cores is the sums of the second half. Measured on
/// two cores of a Zen 3, X·W with 100×784·784×100 within a training step: 288 µs where the threads share the columns of the
/// result and each reads all of X, 185 µs so; on one thread the addition costs less than can be measured.
/// </remarks>
internal static unsafe class DeepProduct
{
    /// <summary>From how many terms on a sum is taken in two halves.</summary>
    public const int MinimumTerms = 512;

    /// <summary>How many sums of the second half are kept at a time: 1 MB.</summary>
    private const int BlockSize = 131_072;
    private const int BlockColumns = 512;

    [ThreadStatic]
    private static double[]? s_secondSums;

    public static void Compute(in Product product, int threads)
    {
        double[] memory = s_secondSums ??= GC.AllocateUninitializedArray<double>(
            BlockSize,
            pinned: true
        );
        double* sums = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        for (int column = 0; column < product.N; column += BlockColumns)
        {
            int nextColumn = Math.Min(column + BlockColumns, product.N);
            int blockRows = BlockSize / (nextColumn - column);
            for (int row = 0; row < product.M; row += blockRows)
            {
                int nextRow = Math.Min(row + blockRows, product.M);
                ComputeBlock(product.Columns(column, nextColumn).Rows(row, nextRow), sums, threads);
            }
        }
    }

    private static void ComputeBlock(in Product block, double* secondSums, int threads)
    {
        // The border of the threads' shares of a matrix with so many columns.
        Halves halves = new(block, Workers.Border(block.K, 1, 2), secondSums);
        if (threads == 1)
        {
            ThreadedProduct.ComputeAlone(halves.First);
            ThreadedProduct.ComputeAlone(halves.Second);
            halves.Add();
            return;
        }

        int threadsOfHalf = threads / 2;
        Workers.Run(
            2 * threadsOfHalf,
            (halves, threadsOfHalf),
            static (work, part) =>
            {
                (int half, int share) = Math.DivRem(part, work.threadsOfHalf);
                Product sums = half == 0 ? work.halves.First : work.halves.Second;
                ThreadedProduct.ComputeAlone(
                    sums.Rows(
                        Workers.Border(sums.M, share, work.threadsOfHalf),
                        Workers.Border(sums.M, share + 1, work.threadsOfHalf)
                    )
                );
            }
        );
        halves.Add();
    }

    /// <summary>The first half of the terms, to be summed into C, and the second, to be summed into memory of its own.</summary>
    private readonly struct Halves(Product block, int firstTerms, double* secondSums)
    {
        public readonly Product First = block.Terms(0, firstTerms);

        public readonly Product Second = block.Terms(firstTerms, block.K) with
        {
            C = secondSums,
            StepC = block.M,
            Bias = null,
        };

        /// <summary>Adds the second sums to the first.</summary>
        public void Add()
        {
            for (int j = 0; j < First.N; j++)
            {
                Span<double> sums = new(First.C + (j * First.StepC), First.M);
                TensorPrimitives.Add(
                    sums,
                    new ReadOnlySpan<double>(Second.C + (j * Second.StepC), Second.M),
                    sums
                );
            }
        }
    }
}
