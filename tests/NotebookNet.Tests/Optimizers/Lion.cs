using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Optimizers;

/// <summary>
/// Lion (Chen et al., 2023), as a reader writes it in a cell: θ ← θ − η·sign(β₁m + (1 − β₁)g), m ← β₂m + (1 − β₂)g.
/// </summary>
internal sealed class Lion(
    LearningRateSchedule learningRate,
    double beta1 = 0.9,
    double beta2 = 0.99
) : Optimizer(learningRate)
{
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    )
    {
        Matrix<double> m = state["m"];
        state["m"] = beta2 * m + (1 - beta2) * g;
        return θ - η * (beta1 * m + (1 - beta1) * g).PointwiseSign();
    }
}
