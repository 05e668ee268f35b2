using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests;

/// <summary>Half the sum of squares of a sample's errors, L = ½·Σ(y − t)², averaged over the batch: a loss without the factors of the mean squared error.</summary>
internal sealed class SumSquaredError : ILoss
{
    private readonly Residuals _residuals;

    public SumSquaredError() => _residuals = new Residuals(this);

    public double Forward(Matrix<double> output, Targets targets) =>
        _residuals.SumOfSquares(output, targets) / 2 / output.RowCount;

    public Matrix<double> Backward() => _residuals.Scaled(1);

    public override string ToString() => "Half sum of squares";
}
