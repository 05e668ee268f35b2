using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// The mean of all squared errors of a batch, L = 1/(N·C)·ΣΣ(y − t)². Its gradient is 2(y − t)/(N·C). Labels stand for
/// one-hot rows.
/// </summary>
public sealed class MeanSquaredError : ILoss
{
    private readonly SquaredResiduals _squares = new();
    private int _columns = 1;

    /// <inheritdoc/>
    public double Forward(Matrix<double> output, Targets targets)
    {
        double sum = _squares.Sum(this, output, targets);
        _columns = output.ColumnCount;
        return sum / ((double)output.RowCount * _columns);
    }

    /// <inheritdoc/>
    public Matrix<double> Backward() => _squares.Gradient(this, 2.0 / _columns);

    /// <inheritdoc/>
    public override string ToString() => "Mean squared error";
}
