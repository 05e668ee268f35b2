namespace NotebookNet;

/// <summary>
/// Half the sum of squares of a sample's errors, L = ½·Σ(y − t)², averaged over the batch: L = 1/(2N)·ΣΣ(y − t)². Its
/// gradient is (y − t)/N. Labels stand for one-hot rows.
/// </summary>
/// <example><code>
/// Network network = Network.FullyConnected(784, [50], 10, loss: new SumSquaredError(), seed: 1);
/// </code></example>
public sealed class SumSquaredError : ILoss
{
    private readonly Residuals _residuals;

    /// <summary>The loss, with no batch seen yet.</summary>
    public SumSquaredError() => _residuals = new Residuals(this);

    /// <inheritdoc/>
    public double Forward(Matrix<double> output, Targets targets) =>
        _residuals.SumOfSquares(output, targets) / 2 / output.RowCount;

    /// <inheritdoc/>
    public Matrix<double> Backward() => _residuals.Scaled(1);

    /// <inheritdoc/>
    public override string ToString() => "Half sum of squares";
}
