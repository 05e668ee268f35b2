using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// RMSProp: AdaGrad with a moving average of the squares in place of their sum, so that the rate does not die out:
/// h ← ρh + (1 − ρ)g², θ ← θ − η·g/(√h + ε), with g = ∂L/∂θ (Tieleman and Hinton, 2012).
/// </summary>
/// <remarks>PyTorch's <c>RMSprop(lr=η, alpha=ρ, eps=ε)</c> is the same formula; its ε is 1e-8 by default.</remarks>
public sealed class RMSProp : Optimizer
{
    /// <summary>RMSProp.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="decay">The share ρ of the mean of squares that is kept from step to step, 0 ≤ ρ &lt; 1.</param>
    /// <param name="epsilon">ε, which keeps the first steps from a division by zero, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">ρ or ε is outside its range.</exception>
    public RMSProp(LearningRateSchedule learningRate, double decay = 0.99, double epsilon = 1e-7)
        : base(learningRate)
    {
        Decay = Guard.FractionBelowOne(decay);
        Epsilon = Guard.PositiveFinite(epsilon);
    }

    /// <inheritdoc/>
    public override string Name => "RMSProp";

    /// <summary>The share ρ of the mean of squares that is kept from step to step.</summary>
    public double Decay { get; }

    /// <summary>ε, which keeps the first steps from a division by zero.</summary>
    public double Epsilon { get; }

    private protected override int StateCount => 1;

    private protected override string Settings => FormattableString.Invariant($"decay {Decay}");

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) => Apply(new Rule(learningRate, Decay, Epsilon), parameter, state);

    private readonly struct Rule(double learningRate, double decay, double epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(
            ref Vector<double> values,
            Vector<double> gradient,
            ref Vector<double> first,
            ref Vector<double> second
        )
        {
            first = (decay * first) + ((1 - decay) * gradient * gradient);
            values -= learningRate * gradient / (Vector.SquareRoot(first) + Vector.Create(epsilon));
        }
    }
}
