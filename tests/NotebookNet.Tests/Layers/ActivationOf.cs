using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

/// <summary>An activation whose two methods are handed in.</summary>
internal sealed class ActivationOf(
    Func<Matrix<double>, Matrix<double>> value,
    Func<Matrix<double>, Matrix<double>, Matrix<double>> derivative
) : Activation
{
    protected override Matrix<double> Value(Matrix<double> x) => value(x);

    protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
        derivative(x, y);
}
