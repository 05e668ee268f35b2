using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// The matrix that a layer or a loss writes its result to, kept from one step to the next. A few batch sizes alternate in a
/// training (the mini-batch, the epoch's last short batch, the evaluation's), so one matrix is kept for each.
/// </summary>
internal sealed class BatchBuffer
{
    private const int MaximumKept = 4;
    private readonly List<DenseMatrix> _kept = new(MaximumKept);

    /// <summary>The kept matrix of this shape, made at its first use. Its values are those of the last use.</summary>
    public DenseMatrix Of(int rows, int columns)
    {
        foreach (DenseMatrix matrix in _kept)
        {
            if (matrix.RowCount == rows && matrix.ColumnCount == columns)
            {
                return matrix;
            }
        }

        if (_kept.Count == MaximumKept)
        {
            _kept.RemoveAt(0);
        }

        var made = new DenseMatrix(rows, columns);
        _kept.Add(made);
        return made;
    }
}
