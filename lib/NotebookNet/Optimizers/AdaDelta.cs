using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// AdaDelta: RMSProp whose rate is the root mean square of its own last steps, so that a step has the parameter's unit:
/// h ← ρh + (1 − ρ)g², Δ = √(d + ε)/√(h + ε)·g, d ← ρd + (1 − ρ)Δ², θ ← θ − ηΔ, with g = ∂L/∂θ (Zeiler, 2012; there η = 1).
/// </summary>
/// <remarks>PyTorch's <c>Adadelta(lr=η, rho=ρ, eps=ε)</c> is the same formula; its ρ is 0.9 by default.</remarks>
public sealed class AdaDelta : Optimizer
{
    /// <summary>AdaDelta with Zeiler's settings: η = 1.</summary>
    public AdaDelta()
        : this(1.0) { }

    /// <summary>AdaDelta.</summary>
    /// <param name="learningRate">A factor η of every step: a number or a schedule.</param>
    /// <param name="decay">The share ρ of both means of squares that is kept from step to step, 0 ≤ ρ &lt; 1.</param>
    /// <param name="epsilon">ε, which makes the first steps possible, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">ρ or ε is outside its range.</exception>
    public AdaDelta(LearningRateSchedule learningRate, double decay = 0.95, double epsilon = 1e-6)
        : base(learningRate)
    {
        Decay = Guard.FractionBelowOne(decay);
        Epsilon = Guard.PositiveFinite(epsilon);
    }

    /// <inheritdoc/>
    public override string Name => "AdaDelta";

    /// <summary>The share ρ of both means of squares that is kept from step to step.</summary>
    public double Decay { get; }

    /// <summary>ε, which makes the first steps possible.</summary>
    public double Epsilon { get; }

    private protected override int StateCount => 2;

    private protected override string Settings => FormattableString.Invariant($"decay {Decay}");

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) => Apply(new Rule(learningRate, Decay, Epsilon), parameter, state);

    private readonly struct Rule(double learningRate, double decay, double epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        public void Apply(
            ref Vector<double> values,
            Vector<double> gradient,
            ref Vector<double> first,
            ref Vector<double> second
        )
        {
            Vector<double> smallest = Vector.Create(epsilon);
            first = (decay * first) + ((1 - decay) * gradient * gradient);
            Vector<double> change =
                Vector.SquareRoot(second + smallest)
                / Vector.SquareRoot(first + smallest)
                * gradient;
            second = (decay * second) + ((1 - decay) * change * change);
            values -= learningRate * change;
        }
    }
}
