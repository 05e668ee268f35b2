using System.Numerics;
using System.Runtime.Intrinsics;

namespace NotebookNet.Kernels;

/// <summary>A product on as many threads as pay, each with its own rows or columns of the result.</summary>
internal static class ThreadedProduct
{
    /// <summary>Multiply-adds that pay for a thread: some 4 µs of work, where to share it costs half a microsecond.</summary>
    private const long WorthAThread = 100_000;

    public static void Compute(in Product product)
    {
        if (product.M == 0 || product.N == 0)
        {
            return;
        }

        int threads = Workers.CountFor((long)product.M * product.N * product.K, WorthAThread);
        if (product.K >= DeepProduct.MinimumTerms)
        {
            DeepProduct.Compute(product, threads);
        }
        else if (threads == 1)
        {
            ComputeAlone(product);
        }
        else if (product.A.RowStep == 1 && product.N >= product.M / 4)
        {
            Workers.Share(
                product.N,
                threads,
                product,
                static (product, from, to) => ComputeAlone(product.Columns(from, to))
            );
        }
        else
        {
            // All that has to be copied of A is then copied once: for Xᵀ·dY, which turns X, that is the larger copy.
            Workers.Share(
                product.M,
                threads,
                product,
                static (product, from, to) => ComputeAlone(product.Rows(from, to))
            );
        }
    }

    /// <summary>The product on this thread, by the host's kernel or on the widest vectors of the machine.</summary>
    public static unsafe void ComputeAlone(in Product product)
    {
        if (HostKernels.Multiply != null)
        {
            fixed (Product* pointer = &product)
            {
                HostKernels.Multiply(pointer);
            }
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<Vector512<double>, Operations512>.Compute(product);
        }
        else
        {
            BlockedProduct<Vector<double>, OwnWidthOperations>.Compute(product);
        }
    }
}
