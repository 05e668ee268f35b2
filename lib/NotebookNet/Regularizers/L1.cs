namespace NotebookNet;

/// <summary>
/// The L1 penalty R(W) = λ·Σ|w|, with gradient λ·sign w (0 at w = 0): it pulls every weight by the same amount, so that many
/// end at 0 (Tibshirani's lasso, 1996).
/// </summary>
/// <param name="lambda">The strength λ, ≥ 0 and finite.</param>
/// <example><code>Network network = Network.FullyConnected(784, [50], 10, regularizer: new L1(1e-5), seed: 1);</code></example>
public sealed class L1(double lambda) : IRegularizer
{
    private readonly double _lambda = Guard.NotNegativeFinite(lambda);

    /// <inheritdoc/>
    public double Penalty(Matrix<double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return _lambda * Magnitudes.Sum(weight.AsDense().Values);
    }

    /// <inheritdoc/>
    public void AddGradient(Matrix<double> weight, Matrix<double> gradient)
    {
        Guard.Gradient(this, weight, gradient);
        Magnitudes.AddSigns(_lambda, weight.AsDense().Values, gradient.AsDense().Values);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"L1 (λ = {_lambda})");
}
