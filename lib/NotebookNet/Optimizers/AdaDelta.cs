using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

namespace NotebookNet;

/// <summary>
/// AdaDelta: RMSProp whose rate is the root mean square of its own last steps, so that a step has the parameter's unit:
/// h ← ρh + (1 − ρ)g², Δ = √(d + ε)/√(h + ε)·g, d ← ρd + (1 − ρ)Δ², θ ← θ − ηΔ, with g = ∂L/∂θ (Zeiler, 2012; there η = 1).
/// </summary>
/// <remarks>PyTorch's <c>Adadelta(lr=η, rho=ρ, eps=ε)</c> is the same formula; its ρ is 0.9 by default.</remarks>
/// <param name="learningRate">A factor η of every step: a number or a schedule.</param>
/// <param name="decay">The share ρ of both means of squares that is kept from step to step, 0 ≤ ρ &lt; 1.</param>
/// <param name="epsilon">ε, which makes the first steps possible, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">ρ or ε is outside its range.</exception>
/// <example><code>new AdaDelta().Path(gradient, start, steps: 100)</code></example>
public sealed class AdaDelta(
    LearningRateSchedule learningRate,
    double decay = 0.95,
    double epsilon = 1e-6
) : Optimizer(learningRate)
{
    private readonly double _ρ = Guard.FractionBelowOne(decay);
    private readonly double _ε = Guard.PositiveFinite(epsilon);

    /// <summary>AdaDelta with Zeiler's settings: η = 1.</summary>
    public AdaDelta()
        : this(1.0) { }

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
        Matrix<double> Δ = (state["d"] + _ε)
            .PointwiseSqrt()
            .PointwiseDivide((h + _ε).PointwiseSqrt())
            .PointwiseMultiply(g);
        state["d"] = _ρ * state["d"] + (1 - _ρ) * Δ.PointwiseMultiply(Δ);
        return θ - η * Δ;
    }

    /// <inheritdoc/>
    protected override string Settings =>
        Invariant($"decay {_ρ}{(_ε == 1e-6 ? "" : Invariant($", ε {_ε}"))}");

    private protected override void Move(OptimizerState state, double η, int t) =>
        MoveInOnePass(new OnePass(η, _ρ, _ε), state, "h", "d");

    private readonly struct OnePass(double η, double ρ, double ε) : IUpdateRule
    {
        public static int StateCount => 2;

        public void Apply(ref Register θ, Register g, ref Register h, ref Register d)
        {
            h = ρ * h + (1 - ρ) * (g * g);
            Register Δ =
                Vector.SquareRoot(d + Vector.Create(ε))
                / Vector.SquareRoot(h + Vector.Create(ε))
                * g;
            d = ρ * d + (1 - ρ) * (Δ * Δ);
            θ -= η * Δ;
        }
    }
}
