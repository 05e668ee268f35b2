using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

/// <summary>Swish (Ramachandran, Zoph and Le, 2017), as a reader writes it in a cell: y = x·σ(x), f′ = y + σ(x)·(1 − y).</summary>
internal sealed class Swish : Activation
{
    protected override Matrix<double> Value(Matrix<double> x) => x.PointwiseMultiply(Sigmoid(x));

    protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
        y + Sigmoid(x).PointwiseMultiply(1 - y);

    private static Matrix<double> Sigmoid(Matrix<double> x) => 1 / (1 + (-x).PointwiseExp());
}
