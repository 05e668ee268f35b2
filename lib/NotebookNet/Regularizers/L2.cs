namespace NotebookNet;

/// <summary>
/// The L2 penalty R(W) = ½λ·Σw², with gradient λW: weight decay, which pulls every weight by a share of its size (Krogh and
/// Hertz, 1991).
/// </summary>
/// <param name="lambda">The strength λ, ≥ 0 and finite.</param>
/// <example><code>Network network = Network.FullyConnected(784, [50], 10, regularizer: new L2(1e-4), seed: 1);</code></example>
public sealed class L2(double lambda) : IRegularizer
{
    private readonly double _lambda = Guard.NotNegativeFinite(lambda);

    /// <inheritdoc/>
    public double Penalty(Matrix<double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return _lambda / 2 * Reductions.SumOfSquares(weight.AsDense().Values);
    }

    /// <inheritdoc/>
    public void AddGradient(Matrix<double> weight, Matrix<double> gradient)
    {
        Guard.Gradient(this, weight, gradient);
        Elementwise.AddScaled(_lambda, weight.AsDense().Values, gradient.AsDense().Values);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"L2 (λ = {_lambda})");
}
