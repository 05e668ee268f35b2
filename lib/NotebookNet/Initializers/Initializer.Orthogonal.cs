using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

public sealed partial class Initializer
{
    /// <summary>
    /// A random orthogonal matrix, every one equally likely (Saxe, McClelland and Ganguli, 2014): WᵀW = I where fan-in ≥
    /// fan-out, else WWᵀ = I, so the layer keeps lengths rather than only their mean. It is the Q of a Gaussian matrix's
    /// QR decomposition with positive diagonal in R (Mezzadri, 2007).
    /// </summary>
    public static Initializer Orthogonal { get; } = new("orthogonal", FillOrthogonal);

    private static void FillOrthogonal(Matrix<double> weight, Random random)
    {
        bool isWide = weight.RowCount < weight.ColumnCount;
        DenseMatrix columns = isWide
            ? new DenseMatrix(weight.ColumnCount, weight.RowCount)
            : (DenseMatrix)weight;
        FillNormal(columns, 1, random);
        Orthonormalize(columns);
        if (isWide)
        {
            columns.Transpose(weight);
        }
    }

    /// <summary>Gram and Schmidt's method, each projection made twice so that rounding leaves no trace (Giraud, Langou and Rozložník, 2005).</summary>
    private static void Orthonormalize(DenseMatrix matrix)
    {
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            Span<double> column = matrix.ColumnSpan(j);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < j; i++)
                {
                    Span<double> earlier = matrix.ColumnSpan(i);
                    Elementwise.AddScaled(-Reductions.Dot(earlier, column), earlier, column);
                }
            }

            double norm = Math.Sqrt(Reductions.SumOfSquares(column));
            Elementwise.Scale(1 / norm, column, column);
        }
    }
}
