using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Half the sum of squares of a sample's errors, L = ½·Σ(y − t)², averaged over the batch: L = 1/(2N)·ΣΣ(y − t)². Its
/// gradient is (y − t)/N. Labels stand for one-hot rows.
/// </summary>
public sealed class SumSquaredError : ILoss
{
    private readonly SquaredResiduals _squares = new();

    /// <inheritdoc/>
    public double Forward(Matrix<double> output, Targets targets) =>
        _squares.Sum(this, output, targets) / 2 / output.RowCount;

    /// <inheritdoc/>
    public Matrix<double> Backward() => _squares.Gradient(this, 1);

    /// <inheritdoc/>
    public override string ToString() => "Half sum of squares";
}
