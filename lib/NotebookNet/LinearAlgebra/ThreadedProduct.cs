using System.Runtime.Intrinsics;

namespace NotebookNet.LinearAlgebra;

/// <summary>A product on the widest vectors of the machine and on as many threads as pay, each with its own rows or columns of the result.</summary>
internal static class ThreadedProduct
{
    /// <summary>Multiply-adds below which a second thread gains nothing (about 10 µs of work).</summary>
    private const long WorthAThread = 250_000;

    private const int RowUnit = 24;
    private const int ColumnUnit = 8;

    public static void Compute(in Product product)
    {
        if (product.M == 0 || product.N == 0)
        {
            return;
        }

        long work = (long)product.M * product.N * product.K;
        int parts = (int)Math.Min(Workers.Count, 1 + (work / WorthAThread));
        if (parts == 1)
        {
            ComputeAlone(product);
            return;
        }

        // A thread copies what it needs of A and of B, so the split is such that the smaller copy is made more than once.
        bool byColumns =
            product.A.RowStep == 1 ? product.N >= product.M / 4 : product.N >= product.M;
        int units = byColumns
            ? (product.N + ColumnUnit - 1) / ColumnUnit
            : (product.M + RowUnit - 1) / RowUnit;
        parts = Math.Min(parts, units);
        Workers.Run(
            parts,
            new Split(product, parts, units, byColumns),
            static (split, part) => ComputeAlone(split.Part(part))
        );
    }

    private static void ComputeAlone(in Product product)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<Vector512<double>, Operations512>.Compute(product);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BlockedProduct<Vector256<double>, Operations256>.Compute(product);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BlockedProduct<Vector128<double>, Operations128>.Compute(product);
        }
        else
        {
            BlockedProduct<double, OperationsScalar>.Compute(product);
        }
    }

    private readonly struct Split(Product product, int parts, int units, bool byColumns)
    {
        public Product Part(int part)
        {
            int from = (int)((long)units * part / parts);
            int to = (int)((long)units * (part + 1) / parts);
            return byColumns
                ? product.Columns(from * ColumnUnit, Math.Min(to * ColumnUnit, product.N))
                : product.Rows(from * RowUnit, Math.Min(to * RowUnit, product.M));
        }
    }
}
