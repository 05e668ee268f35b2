using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

namespace NotebookNet;

/// <summary>
/// Adam: momentum and RMSProp together, with means that start at 0 corrected for that,
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε), with g = ∂L/∂θ, m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) and t
/// counted from 1 (Kingma and Ba, 2015, algorithm 1).
/// </summary>
/// <remarks>
/// PyTorch's <c>Adam(lr=η, betas=(β₁, β₂), eps=ε)</c> is the same formula. Some codes correct the rate only,
/// η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε), which is the same but for the size of ε in the first steps.
/// </remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="beta1">The share β₁ of the mean gradient that is kept from step to step, 0 ≤ β₁ &lt; 1.</param>
/// <param name="beta2">The share β₂ of the mean of squares that is kept from step to step, 0 ≤ β₂ &lt; 1.</param>
/// <param name="epsilon">ε, which keeps a step from a division by zero, positive.</param>
/// <param name="biasCorrection">Whether m̂ and v̂ are used; otherwise m and v themselves.</param>
/// <exception cref="ArgumentOutOfRangeException">β₁, β₂ or ε is outside its range.</exception>
/// <example><code>new Adam(0.001, beta1: 0.95).Path(gradient, start, steps: 100)</code></example>
public sealed class Adam(
    LearningRateSchedule learningRate,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    bool biasCorrection = true
) : Optimizer(learningRate)
{
    private readonly double _β1 = Guard.FractionBelowOne(beta1);
    private readonly double _β2 = Guard.FractionBelowOne(beta2);
    private readonly double _ε = Guard.PositiveFinite(epsilon);

    /// <inheritdoc/>
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    )
    {
        Matrix<double> m = state["m"] = _β1 * state["m"] + (1 - _β1) * g;
        Matrix<double> v = state["v"] = _β2 * state["v"] + (1 - _β2) * g.PointwiseMultiply(g);
        Matrix<double> m̂ = biasCorrection ? m / (1 - Math.Pow(_β1, t)) : m;
        Matrix<double> v̂ = biasCorrection ? v / (1 - Math.Pow(_β2, t)) : v;
        return θ - (η * m̂).PointwiseDivide(v̂.PointwiseSqrt() + _ε);
    }

    /// <inheritdoc/>
    protected override string Settings =>
        Invariant(
            $"β₁ {_β1}, β₂ {_β2}{(_ε == 1e-8 ? "" : Invariant($", ε {_ε}"))}{(biasCorrection ? "" : ", no bias correction")}"
        );

    private protected override void Move(OptimizerState state, double η, int t)
    {
        double α = biasCorrection ? η / (1 - Powers.Of(_β1, t)) : η;
        double vCorrection = biasCorrection ? 1 / (1 - Powers.Of(_β2, t)) : 1;
        MoveInOnePass(new OnePass(1, α, _β1, _β2, _ε, vCorrection), state, "m", "v");
    }

    /// <summary>The same rule in one pass, with α·m for η·m̂ and the share of θ that is kept: all, without <see cref="AdamW"/>'s decay.</summary>
    internal readonly struct OnePass(
        double kept,
        double α,
        double β1,
        double β2,
        double ε,
        double vCorrection
    ) : IUpdateRule
    {
        public static int StateCount => 2;

        public void Apply(ref Register θ, Register g, ref Register m, ref Register v)
        {
            m = β1 * m + (1 - β1) * g;
            v = β2 * v + (1 - β2) * (g * g);
            Register v̂ = vCorrection * v;
            θ = kept * θ - α * m / (Vector.SquareRoot(v̂) + Vector.Create(ε));
        }
    }
}
