using Register = System.Numerics.Vector<double>;

namespace NotebookNet;

/// <summary>
/// Gradient descent with momentum, a ball that rolls with friction: v ← μv − η·∂L/∂θ, θ ← θ + v (Polyak, 1964).
/// </summary>
/// <remarks>
/// PyTorch's <c>SGD(lr=η, momentum=μ)</c> keeps u ← μu + ∂L/∂θ and takes θ ← θ − ηu. With a constant rate that is the same path,
/// v = −ηu. With a schedule it is not: here a new rate counts for the new gradients, there for the whole velocity at once.
/// </remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="momentum">The share μ of the velocity that is kept from step to step, 0 ≤ μ &lt; 1.</param>
/// <exception cref="ArgumentOutOfRangeException">μ is outside its range.</exception>
/// <example><code>new Momentum(0.01, momentum: 0.9).Path(gradient, start, steps: 100)</code></example>
public sealed class Momentum(LearningRateSchedule learningRate, double momentum = 0.9)
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
        return θ + v;
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
            θ += v;
        }
    }
}
