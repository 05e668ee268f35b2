using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

namespace NotebookNet;

/// <summary>
/// RMSProp: AdaGrad with a moving average of the squares in place of their sum, so that the rate does not die out:
/// h ← ρh + (1 − ρ)g², θ ← θ − η·g/(√h + ε), with g = ∂L/∂θ (Tieleman and Hinton, 2012).
/// </summary>
/// <remarks>PyTorch's <c>RMSprop(lr=η, alpha=ρ, eps=ε)</c> is the same formula; its ε is 1e-8 by default.</remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="decay">The share ρ of the mean of squares that is kept from step to step, 0 ≤ ρ &lt; 1.</param>
/// <param name="epsilon">ε, which keeps the first steps from a division by zero, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">ρ or ε is outside its range.</exception>
/// <example><code>new RMSProp(0.01).Path(gradient, start, steps: 100)</code></example>
public sealed class RMSProp(
    LearningRateSchedule learningRate,
    double decay = 0.99,
    double epsilon = 1e-7
) : Optimizer(learningRate)
{
    private readonly double _ρ = Guard.FractionBelowOne(decay);
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
        Matrix<double> h = state["h"] = _ρ * state["h"] + (1 - _ρ) * g.PointwiseMultiply(g);
        return θ - (η * g).PointwiseDivide(h.PointwiseSqrt() + _ε);
    }

    /// <inheritdoc/>
    protected override string Settings =>
        Invariant($"decay {_ρ}{(_ε == 1e-7 ? "" : Invariant($", ε {_ε}"))}");

    private protected override void Move(OptimizerState state, double η, int t) =>
        MoveInOnePass(new OnePass(η, _ρ, _ε), state, "h");

    private readonly struct OnePass(double η, double ρ, double ε) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(ref Register θ, Register g, ref Register h, ref Register none)
        {
            h = ρ * h + (1 - ρ) * (g * g);
            θ -= η * g / (Vector.SquareRoot(h) + Vector.Create(ε));
        }
    }
}
