using Register = System.Numerics.Vector<double>;

namespace NotebookNet;

/// <summary>Stochastic gradient descent: θ ← θ − η·∂L/∂θ (Robbins and Monro, 1951).</summary>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <example><code>new SGD(0.1).Path(gradient, start, steps: 100)</code></example>
public sealed class SGD(LearningRateSchedule learningRate) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    ) => θ - η * g;

    private protected override void Move(OptimizerState state, double η, int t) =>
        MoveInOnePass(new OnePass(η), state);

    private readonly struct OnePass(double η) : IUpdateRule
    {
        public static int StateCount => 0;

        public void Apply(ref Register θ, Register g, ref Register first, ref Register second) =>
            θ -= η * g;
    }
}
