using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Optimizers;

/// <summary>An optimizer whose rule is handed in.</summary>
internal sealed class RuleOf(
    LearningRateSchedule learningRate,
    Func<Matrix<double>, Matrix<double>, OptimizerState, double, int, Matrix<double>> rule
) : Optimizer(learningRate)
{
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    ) => rule(θ, g, state, η, t);
}
