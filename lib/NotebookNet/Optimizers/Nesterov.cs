using Register = System.Numerics.Vector<double>;

namespace NotebookNet;

/// <summary>
/// Nesterov's accelerated gradient: momentum whose gradient is taken where the velocity is about to lead,
/// v ← μv − η·∂L/∂θ(θ + μv), θ ← θ + v (Nesterov, 1983; Sutskever et al., 2013). The parameters kept here are that point ahead,
/// θ + μv, for which the rule needs the gradient at the parameters only: v ← μv − η·∂L/∂θ, θ ← θ + μv − η·∂L/∂θ
/// (Bengio et al., 2012).
/// </summary>
/// <remarks>
/// The same path as PyTorch's <c>SGD(lr=η, momentum=μ, nesterov=True)</c> with a constant rate; for schedules, see
/// <see cref="Momentum"/>.
/// </remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="momentum">The share μ of the velocity that is kept from step to step, 0 ≤ μ &lt; 1.</param>
/// <exception cref="ArgumentOutOfRangeException">μ is outside its range.</exception>
/// <example><code>new Nesterov(0.01).Path(gradient, start, steps: 100)</code></example>
public sealed class Nesterov(LearningRateSchedule learningRate, double momentum = 0.9)
    : Optimizer(learningRate)
{
    private readonly double _μ = Guard.FractionBelowOne(momentum);

    /// <inheritdoc/>
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    )
    {
        Matrix<double> v = state["v"] = _μ * state["v"] - η * g;
        return θ + (_μ * v - η * g);
    }

    /// <inheritdoc/>
    protected override string Settings => Invariant($"momentum {_μ}");

    private protected override void Move(OptimizerState state, double η, int t) =>
        MoveInOnePass(new OnePass(η, _μ), state, "v");

    private readonly struct OnePass(double η, double μ) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(ref Register θ, Register g, ref Register v, ref Register none)
        {
            v = μ * v - η * g;
            θ += μ * v - η * g;
        }
    }
}
