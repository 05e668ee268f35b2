using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// The max-norm constraint ‖w‖ ≤ c on each unit's incoming weights, a column of W: a longer column is scaled back to length c
/// (Srivastava and others, 2014, section 5.1). A bound that is enforced after each update, rather than paid for in the loss.
/// </summary>
/// <param name="limit">The largest length c, positive and finite.</param>
internal sealed class MaxNorm(double limit)
{
    private readonly double _limit = Guard.PositiveFinite(limit);

    /// <summary>Scales the columns that are too long, in place.</summary>
    /// <param name="weight">W, fan-in×fan-out: the incoming weights of a unit are a column.</param>
    public void Apply(Matrix<double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        DenseMatrix dense = RegularizerGuard.RequireDense(this, weight);
        for (int j = 0; j < dense.ColumnCount; j++)
        {
            Span<double> column = dense.ColumnSpan(j);
            double norm = Math.Sqrt(Reductions.SumOfSquares(column));
            if (norm > _limit && double.IsFinite(norm))
            {
                Elementwise.Scale(_limit / norm, column, column);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Max-norm ({_limit})");
}
