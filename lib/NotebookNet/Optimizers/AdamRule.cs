using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The update that Adam and AdamW share: θ ← κθ − α·m/(σ√v + ε) after m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g².</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Rate">α, the learning rate divided by 1 − β₁ᵗ where the bias is corrected.</param>
/// <param name="RootScale">σ, 1/√(1 − β₂ᵗ) where the bias is corrected, else 1.</param>
/// <param name="Kept">κ, 1 − ηλ where weights decay, else 1.</param>
internal readonly record struct AdamRule(
    double Beta1,
    double Beta2,
    double Epsilon,
    double Rate,
    double RootScale,
    double Kept
) : IUpdateRule
{
    /// <inheritdoc/>
    public static int StateCount => 2;

    /// <summary>The rule of one update.</summary>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="step">Index of the update, from 0.</param>
    /// <param name="biasCorrection">Whether m and v, which start at 0, are corrected for that.</param>
    /// <param name="weightDecay">λ.</param>
    public static AdamRule At(
        double beta1,
        double beta2,
        double epsilon,
        double learningRate,
        int step,
        bool biasCorrection,
        double weightDecay
    ) =>
        new(
            beta1,
            beta2,
            epsilon,
            biasCorrection ? learningRate / (1 - Powers.Of(beta1, step + 1)) : learningRate,
            biasCorrection ? 1 / Math.Sqrt(1 - Powers.Of(beta2, step + 1)) : 1,
            1 - (learningRate * weightDecay)
        );

    /// <inheritdoc/>
    public void Apply(
        ref Vector<double> values,
        Vector<double> gradient,
        ref Vector<double> first,
        ref Vector<double> second
    )
    {
        first = (Beta1 * first) + ((1 - Beta1) * gradient);
        second = (Beta2 * second) + ((1 - Beta2) * gradient * gradient);
        values =
            (Kept * values)
            - (Rate * first / ((RootScale * Vector.SquareRoot(second)) + Vector.Create(Epsilon)));
    }
}
