using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Kernels;

/// <summary>
/// Products of dense matrices, C = A·B, Aᵀ·B and A·Bᵀ, the same bits on every machine: each element of the result is one
/// chain of fused multiply-adds over k in ascending order; from 512 terms on it is two, one for each half of the terms, whose
/// ends are added.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>C = A·B.</summary>
    /// <param name="a">A, m×k.</param>
    /// <param name="b">B, k×n.</param>
    /// <param name="result">C, m×n, overwritten; shares no memory with A or B.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Multiply(DenseMatrix a, DenseMatrix b, DenseMatrix result)
    {
        CheckShapes("A·B", a, b, result, a.RowCount, a.ColumnCount, b.RowCount, b.ColumnCount);
        Compute(
            a.Values,
            a.RowCount,
            false,
            b.Values,
            b.RowCount,
            false,
            a.ColumnCount,
            result.Values,
            result.RowCount,
            result.ColumnCount,
            []
        );
    }

    /// <summary>C = A·B + 1·biasᵀ: every row of the result starts from the bias.</summary>
    /// <param name="a">A, m×k.</param>
    /// <param name="b">B, k×n.</param>
    /// <param name="result">C, m×n, overwritten; shares no memory with A or B.</param>
    /// <param name="bias">n numbers, where the sums of the n columns start.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Multiply(
        DenseMatrix a,
        DenseMatrix b,
        DenseMatrix result,
        ReadOnlySpan<double> bias
    )
    {
        CheckShapes("A·B", a, b, result, a.RowCount, a.ColumnCount, b.RowCount, b.ColumnCount);
        if (bias.Length != b.ColumnCount)
        {
            throw new ArgumentException(
                $"A·B with A {a.RowCount}×{a.ColumnCount} and B {b.RowCount}×{b.ColumnCount} expects a bias of {b.ColumnCount}, got {bias.Length}",
                nameof(bias)
            );
        }

        Compute(
            a.Values,
            a.RowCount,
            false,
            b.Values,
            b.RowCount,
            false,
            a.ColumnCount,
            result.Values,
            result.RowCount,
            result.ColumnCount,
            bias
        );
    }

    /// <summary>C = Aᵀ·B.</summary>
    /// <param name="a">A, k×m.</param>
    /// <param name="b">B, k×n.</param>
    /// <param name="result">C, m×n, overwritten; shares no memory with A or B.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void TransposeThisAndMultiply(DenseMatrix a, DenseMatrix b, DenseMatrix result)
    {
        CheckShapes("Aᵀ·B", a, b, result, a.ColumnCount, a.RowCount, b.RowCount, b.ColumnCount);
        Compute(
            a.Values,
            a.RowCount,
            true,
            b.Values,
            b.RowCount,
            false,
            a.RowCount,
            result.Values,
            result.RowCount,
            result.ColumnCount,
            []
        );
    }

    /// <summary>C = A·Bᵀ.</summary>
    /// <param name="a">A, m×k.</param>
    /// <param name="b">B, n×k.</param>
    /// <param name="result">C, m×n, overwritten; shares no memory with A or B.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void TransposeAndMultiply(DenseMatrix a, DenseMatrix b, DenseMatrix result)
    {
        CheckShapes("A·Bᵀ", a, b, result, a.RowCount, a.ColumnCount, b.ColumnCount, b.RowCount);
        Compute(
            a.Values,
            a.RowCount,
            false,
            b.Values,
            b.RowCount,
            true,
            a.ColumnCount,
            result.Values,
            result.RowCount,
            result.ColumnCount,
            []
        );
    }

    /// <summary>C = op(A)·op(B) of arrays, column by column, unless their shapes do not fit or C is A or B.</summary>
    /// <returns>Whether C has been computed.</returns>
    public static bool TryMultiply(
        double[] a,
        int rowsA,
        int columnsA,
        bool transposeA,
        double[] b,
        int rowsB,
        int columnsB,
        bool transposeB,
        double[] c
    )
    {
        (int m, int k) = transposeA ? (columnsA, rowsA) : (rowsA, columnsA);
        (int kOfB, int n) = transposeB ? (columnsB, rowsB) : (rowsB, columnsB);
        bool fits =
            k == kOfB
            && a.Length == (long)m * k
            && b.Length == (long)k * n
            && c.Length == (long)m * n
            && !ReferenceEquals(a, c)
            && !ReferenceEquals(b, c);
        if (fits)
        {
            Compute(a, rowsA, transposeA, b, rowsB, transposeB, k, c, m, n, []);
        }

        return fits;
    }

    private static unsafe void Compute(
        double[] a,
        int rowsA,
        bool transposeA,
        double[] b,
        int rowsB,
        bool transposeB,
        int k,
        double[] c,
        int m,
        int n,
        ReadOnlySpan<double> bias
    )
    {
        fixed (
            double* startA = a,
                startB = b,
                startC = c,
                startBias = bias
        )
        {
            ThreadedProduct.Compute(
                new Product(
                    m,
                    n,
                    k,
                    transposeA ? new Operand(startA, rowsA, 1) : new Operand(startA, 1, rowsA),
                    transposeB ? new Operand(startB, rowsB, 1) : new Operand(startB, 1, rowsB),
                    startC,
                    m,
                    startBias
                )
            );
        }
    }

    private static void CheckShapes(
        string product,
        DenseMatrix a,
        DenseMatrix b,
        DenseMatrix result,
        int m,
        int k,
        int kOfB,
        int n
    )
    {
        if (k != kOfB)
        {
            throw new ArgumentException(
                $"{product}: A is {a.RowCount}×{a.ColumnCount} and B is {b.RowCount}×{b.ColumnCount}; their inner dimensions {k} and {kOfB} differ",
                nameof(b)
            );
        }

        if (result.RowCount != m || result.ColumnCount != n)
        {
            throw new ArgumentException(
                $"{product} with A {a.RowCount}×{a.ColumnCount} and B {b.RowCount}×{b.ColumnCount} expects a result of {m}×{n}, got {result.RowCount}×{result.ColumnCount}",
                nameof(result)
            );
        }

        if (ReferenceEquals(result.Values, a.Values) || ReferenceEquals(result.Values, b.Values))
        {
            throw new ArgumentException(
                $"{product}: the result must not share memory with A or B",
                nameof(result)
            );
        }
    }
}
