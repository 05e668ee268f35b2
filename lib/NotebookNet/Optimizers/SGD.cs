using System.Numerics;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>Stochastic gradient descent: θ ← θ − η·∂L/∂θ (Robbins and Monro, 1951).</summary>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
public sealed class SGD(LearningRateSchedule learningRate) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    public override string Name => "SGD";

    private protected override int StateCount => 0;

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) => Apply(new Rule(learningRate), parameter, state);

    private readonly struct Rule(double learningRate) : IUpdateRule
    {
        public static int StateCount => 0;

        public void Apply(
            ref Vector<double> values,
            Vector<double> gradient,
            ref Vector<double> first,
            ref Vector<double> second
        ) => values -= learningRate * gradient;
    }
}
