using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>Stochastic gradient descent: θ ← θ − η·∂L/∂θ (Robbins and Monro, 1951).</summary>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
public sealed class SGD(LearningRateSchedule learningRate) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    public override string Name => "SGD";

    private protected override int StateCount => 0;

    private protected override void Update(
        Span<double> values,
        ReadOnlySpan<double> gradient,
        double[][] state,
        double learningRate
    ) => Elementwise.AddScaled(-learningRate, gradient, values);
}
