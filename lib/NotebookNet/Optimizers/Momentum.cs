using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// Gradient descent with momentum, a ball that rolls with friction: v ← μv − η·∂L/∂θ, θ ← θ + v (Polyak, 1964).
/// </summary>
/// <remarks>
/// PyTorch's <c>SGD(lr=η, momentum=μ)</c> keeps u ← μu + ∂L/∂θ and takes θ ← θ − ηu. With a constant rate that is the same path,
/// v = −ηu. With a schedule it is not: here a new rate counts for the new gradients, there for the whole velocity at once.
/// </remarks>
public sealed class Momentum : Optimizer
{
    /// <summary>Gradient descent with momentum.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="momentum">The share μ of the velocity that is kept from step to step, 0 ≤ μ &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ is outside its range.</exception>
    public Momentum(LearningRateSchedule learningRate, double momentum = 0.9)
        : base(learningRate) => Coefficient = Guard.FractionBelowOne(momentum);

    /// <inheritdoc/>
    public override string Name => "Momentum";

    /// <summary>The share μ of the velocity that is kept from step to step.</summary>
    public double Coefficient { get; }

    private protected override int StateCount => 1;

    private protected override string Settings =>
        FormattableString.Invariant($"momentum {Coefficient}");

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) => Apply(new Rule(learningRate, Coefficient), parameter, state);

    private readonly struct Rule(double learningRate, double momentum) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(
            ref Vector<double> values,
            Vector<double> gradient,
            ref Vector<double> first,
            ref Vector<double> second
        )
        {
            first = (momentum * first) - (learningRate * gradient);
            values += first;
        }
    }
}
