using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>What the two squared losses share: the sum Σ(y − t)² over a batch, and its gradient up to a factor.</summary>
internal sealed class SquaredResiduals
{
    private readonly BatchBuffer _residuals = new();
    private readonly BatchBuffer _gradients = new();
    private DenseMatrix? _lastResidual;

    /// <summary>Σ(y − t)² over all samples and columns.</summary>
    /// <param name="loss">The loss that asks.</param>
    /// <param name="output">y, N×C.</param>
    /// <param name="targets">t, N labels of C classes or N×C values.</param>
    public double Sum(ILoss loss, Matrix<double> output, Targets targets)
    {
        LossGuard.Check(loss, output, targets);
        DenseMatrix residual = _residuals.Of(output.RowCount, output.ColumnCount);
        Residuals.Subtract(output.AsDense(), targets, residual);
        _lastResidual = residual;
        return Reductions.SumOfSquares(residual.Values);
    }

    /// <summary>a·(y − t)/N with the last residuals.</summary>
    /// <param name="loss">The loss that asks.</param>
    /// <param name="scale">The factor a.</param>
    public DenseMatrix Gradient(ILoss loss, double scale)
    {
        if (_lastResidual is null)
        {
            throw new InvalidOperationException($"{loss}: Backward needs a Forward before it.");
        }

        DenseMatrix gradient = _gradients.Of(_lastResidual.RowCount, _lastResidual.ColumnCount);
        Elementwise.Scale(scale / _lastResidual.RowCount, _lastResidual.Values, gradient.Values);
        return gradient;
    }
}
