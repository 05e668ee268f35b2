using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Kernels;

/// <summary>
/// Products of dense matrices, C = A·B, Aᵀ·B and A·Bᵀ, the same bits on every machine: each element of the result is one
/// chain of fused multiply-adds over k in ascending order; from 512 terms on it is two, one for each half of the terms, whose
/// ends are added. C is overwritten and shares no memory with A or B; shapes that do not fit are an <see cref="ArgumentException"/>.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>C = A·B with A m×k and B k×n.</summary>
    public static void Multiply(DenseMatrix a, DenseMatrix b, DenseMatrix result) =>
        Compute("A·B", new Factor(a), new Factor(b), result, []);

    /// <summary>C = A·B + 1·biasᵀ: the sums of the n columns start from the n numbers of the bias.</summary>
    public static void Multiply(
        DenseMatrix a,
        DenseMatrix b,
        DenseMatrix result,
        ReadOnlySpan<double> bias
    )
    {
        if (bias.Length != b.ColumnCount)
        {
            throw new ArgumentException(
                $"A·B with A {a.Shape()} and B {b.Shape()} expects a bias of {b.ColumnCount}, got {bias.Length}",
                nameof(bias)
            );
        }

        Compute("A·B", new Factor(a), new Factor(b), result, bias);
    }

    /// <summary>C = Aᵀ·B with A k×m and B k×n.</summary>
    public static void TransposeThisAndMultiply(DenseMatrix a, DenseMatrix b, DenseMatrix result) =>
        Compute("Aᵀ·B", new Factor(a, transposed: true), new Factor(b), result, []);

    /// <summary>C = A·Bᵀ with A m×k and B n×k.</summary>
    public static void TransposeAndMultiply(DenseMatrix a, DenseMatrix b, DenseMatrix result) =>
        Compute("A·Bᵀ", new Factor(a), new Factor(b, transposed: true), result, []);

    /// <summary>C = op(A)·op(B) of arrays, unless their shapes do not fit or C is A or B.</summary>
    /// <returns>Whether C has been computed.</returns>
    public static bool TryMultiply(in Factor a, in Factor b, double[] c)
    {
        bool fits =
            a.ColumnCount == b.RowCount
            && a.Values.Length == (long)a.RowCount * a.ColumnCount
            && b.Values.Length == (long)b.RowCount * b.ColumnCount
            && c.Length == (long)a.RowCount * b.ColumnCount
            && !ReferenceEquals(a.Values, c)
            && !ReferenceEquals(b.Values, c);
        if (fits)
        {
            Compute(a, b, c, []);
        }

        return fits;
    }

    private static void Compute(
        string product,
        in Factor a,
        in Factor b,
        DenseMatrix result,
        ReadOnlySpan<double> bias
    )
    {
        if (a.ColumnCount != b.RowCount)
        {
            throw new ArgumentException(
                $"{product}: A is {a} and B is {b}; their inner dimensions {a.ColumnCount} and {b.RowCount} differ",
                nameof(b)
            );
        }

        if (result.RowCount != a.RowCount || result.ColumnCount != b.ColumnCount)
        {
            throw new ArgumentException(
                $"{product} with A {a} and B {b} expects a result of {a.RowCount}×{b.ColumnCount}, got {result.Shape()}",
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

        Compute(a, b, result.Values, bias);
    }

    private static unsafe void Compute(
        in Factor a,
        in Factor b,
        double[] c,
        ReadOnlySpan<double> bias
    )
    {
        fixed (
            double* startA = a.Values,
                startB = b.Values,
                startC = c,
                startBias = bias
        )
        {
            ThreadedProduct.Compute(
                new Product
                {
                    M = a.RowCount,
                    N = b.ColumnCount,
                    K = a.ColumnCount,
                    A = a.At(startA),
                    B = b.At(startB),
                    C = startC,
                    StepC = a.RowCount,
                    Bias = startBias,
                }
            );
        }
    }

    /// <summary>A matrix kept column after column, as a factor of a product: itself or its transpose.</summary>
    internal readonly struct Factor(double[] values, int rows, int columns, bool transposed)
    {
        public Factor(DenseMatrix matrix, bool transposed = false)
            : this(matrix.Values, matrix.RowCount, matrix.ColumnCount, transposed) { }

        public double[] Values => values;

        public int RowCount => transposed ? columns : rows;

        public int ColumnCount => transposed ? rows : columns;

        /// <summary>The factor's elements, with the values from <paramref name="start"/> on.</summary>
        public unsafe Operand At(double* start) =>
            transposed ? new Operand(start, rows, 1) : new Operand(start, 1, rows);

        /// <summary>The shape of the matrix itself.</summary>
        public override string ToString() => $"{rows}×{columns}";
    }
}
