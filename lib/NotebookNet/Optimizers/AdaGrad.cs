using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// AdaGrad: each parameter's rate falls with the squares of all its gradients so far,
/// h ← h + g², θ ← θ − η·g/(√h + ε), with g = ∂L/∂θ (Duchi, Hazan and Singer, 2011).
/// </summary>
/// <remarks>PyTorch's <c>Adagrad(lr=η, eps=ε)</c> is the same formula; its ε is 1e-10 by default.</remarks>
public sealed class AdaGrad : Optimizer
{
    /// <summary>AdaGrad.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="epsilon">ε, which keeps the first steps from a division by zero, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is outside its range.</exception>
    public AdaGrad(LearningRateSchedule learningRate, double epsilon = 1e-7)
        : base(learningRate) => Epsilon = Guard.PositiveFinite(epsilon);

    /// <inheritdoc/>
    public override string Name => "AdaGrad";

    /// <summary>ε, which keeps the first steps from a division by zero.</summary>
    public double Epsilon { get; }

    private protected override int StateCount => 1;

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) => Apply(new Rule(learningRate, Epsilon), parameter, state);

    private readonly struct Rule(double learningRate, double epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(
            ref Vector<double> values,
            Vector<double> gradient,
            ref Vector<double> first,
            ref Vector<double> second
        )
        {
            first += gradient * gradient;
            values -= learningRate * gradient / (Vector.SquareRoot(first) + Vector.Create(epsilon));
        }
    }
}
