using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>Both penalties together, R(W) = λ₁·Σ|w| + ½λ₂·Σw² (the elastic net; Zou and Hastie, 2005).</summary>
/// <param name="l1">The strength λ₁ of the L1 penalty, ≥ 0 and finite.</param>
/// <param name="l2">The strength λ₂ of the L2 penalty, ≥ 0 and finite.</param>
public sealed class ElasticNet(double l1, double l2) : IRegularizer
{
    private readonly L1 _sparsity = new(Guard.NotNegativeFinite(l1));
    private readonly L2 _decay = new(Guard.NotNegativeFinite(l2));

    /// <inheritdoc/>
    public double Penalty(Matrix<double> weight) =>
        _sparsity.Penalty(weight) + _decay.Penalty(weight);

    /// <inheritdoc/>
    public void AddGradient(Matrix<double> weight, Matrix<double> gradient)
    {
        _sparsity.AddGradient(weight, gradient);
        _decay.AddGradient(weight, gradient);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Elastic net (λ₁ = {l1}, λ₂ = {l2})");
}
