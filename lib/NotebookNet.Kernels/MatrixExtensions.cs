using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Kernels;

/// <summary>What the library asks of a MathNet matrix beside its products.</summary>
internal static class MatrixExtensions
{
    /// <summary>The matrix itself where it is dense (stored column after column), a dense copy otherwise.</summary>
    public static DenseMatrix AsDense(this Matrix<double> matrix) =>
        matrix as DenseMatrix ?? DenseMatrix.OfMatrix(matrix);

    /// <summary>The memory of a column.</summary>
    public static Span<double> ColumnSpan(this DenseMatrix matrix, int column) =>
        matrix.Values.AsSpan(column * matrix.RowCount, matrix.RowCount);

    /// <summary>The memory of the columns from one to the one before another.</summary>
    public static Span<double> ColumnsSpan(this DenseMatrix matrix, int from, int to) =>
        matrix.Values.AsSpan(from * matrix.RowCount, (to - from) * matrix.RowCount);

    /// <summary>The column of the largest value of a row; the first of several equal ones.</summary>
    public static int IndexOfRowMaximum(this Matrix<double> matrix, int row)
    {
        int best = 0;
        for (int column = 1; column < matrix.ColumnCount; column++)
        {
            if (matrix.At(row, column) > matrix.At(row, best))
            {
                best = column;
            }
        }

        return best;
    }

    /// <summary>The shape as text, such as "100×784".</summary>
    public static string Shape(this Matrix<double> matrix) =>
        $"{matrix.RowCount}×{matrix.ColumnCount}";
}
