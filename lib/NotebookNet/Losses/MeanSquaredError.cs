namespace NotebookNet;

/// <summary>
/// The mean of all squared errors of a batch, L = 1/(N·C)·ΣΣ(y − t)². Its gradient is 2(y − t)/(N·C). Labels stand for
/// one-hot rows.
/// </summary>
/// <example><code>
/// Network line = new Network(1, [new Affine(1, 1, Initializer.Xavier, RandomNumbers.Create(1))], new MeanSquaredError());
/// </code></example>
public sealed class MeanSquaredError : ILoss
{
    private readonly Residuals _residuals;
    private int _columns = 1;

    /// <summary>The loss, with no batch seen yet.</summary>
    public MeanSquaredError() => _residuals = new Residuals(this);

    /// <inheritdoc/>
    public double Forward(Matrix<double> output, Targets targets)
    {
        double sum = _residuals.SumOfSquares(output, targets);
        _columns = output.ColumnCount;
        return sum / ((double)output.RowCount * _columns);
    }

    /// <inheritdoc/>
    public Matrix<double> Backward() => _residuals.Scaled(2.0 / _columns);

    /// <inheritdoc/>
    public override string ToString() => "Mean squared error";
}
