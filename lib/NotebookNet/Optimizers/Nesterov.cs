using System.Numerics;
using NotebookNet.Kernels;

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
public sealed class Nesterov : Optimizer
{
    /// <summary>Nesterov's accelerated gradient.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="momentum">The share μ of the velocity that is kept from step to step, 0 ≤ μ &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ is outside its range.</exception>
    public Nesterov(LearningRateSchedule learningRate, double momentum = 0.9)
        : base(learningRate) => Coefficient = Guard.FractionBelowOne(momentum);

    /// <inheritdoc/>
    public override string Name => "Nesterov";

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
            Vector<double> step = learningRate * gradient;
            first = (momentum * first) - step;
            values += (momentum * first) - step;
        }
    }
}
