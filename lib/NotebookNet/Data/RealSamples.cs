using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Samples kept as numbers, one a row of a matrix.</summary>
internal sealed class RealSamples(DenseMatrix rows) : ISamples
{
    public int Width => rows.ColumnCount;

    public void Gather(ReadOnlySpan<int> indices, DenseMatrix destination)
    {
        for (int column = 0; column < Width; column++)
        {
            ReadOnlySpan<double> source = rows.ColumnSpan(column);
            Span<double> target = destination.ColumnSpan(column);
            for (int row = 0; row < indices.Length; row++)
            {
                target[row] = source[indices[row]];
            }
        }
    }

    public void CopySample(int index, Span<double> destination)
    {
        for (int column = 0; column < Width; column++)
        {
            destination[column] = rows.At(index, column);
        }
    }
}
