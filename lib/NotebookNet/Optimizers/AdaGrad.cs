using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

namespace NotebookNet;

/// <summary>
/// AdaGrad: each parameter's rate falls with the squares of all its gradients so far,
/// h ← h + g², θ ← θ − η·g/(√h + ε), with g = ∂L/∂θ (Duchi, Hazan and Singer, 2011).
/// </summary>
/// <remarks>PyTorch's <c>Adagrad(lr=η, eps=ε)</c> is the same formula; its ε is 1e-10 by default.</remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="epsilon">ε, which keeps the first steps from a division by zero, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">ε is outside its range.</exception>
/// <example><code>new AdaGrad(0.1).Path(gradient, start, steps: 100)</code></example>
public sealed class AdaGrad(LearningRateSchedule learningRate, double epsilon = 1e-7)
    : Optimizer(learningRate)
{
    private readonly double _ε = Guard.PositiveFinite(epsilon);

    /// <inheritdoc/>
    protected override string Settings => _ε == 1e-7 ? "" : Invariant($"ε {_ε}");

    /// <inheritdoc/>
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    )
    {
        Matrix<double> h = state["h"] = state["h"] + g.PointwiseMultiply(g);
        return θ - (η * g).PointwiseDivide(h.PointwiseSqrt() + _ε);
    }

    private protected override void Move(OptimizerState state, double η, int t) =>
        MoveInOnePass(new OnePass(η, _ε), state, "h");

    private readonly struct OnePass(double η, double ε) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(ref Register θ, Register g, ref Register h, ref Register none)
        {
            h += g * g;
            θ -= η * g / (Vector.SquareRoot(h) + Vector.Create(ε));
        }
    }
}
