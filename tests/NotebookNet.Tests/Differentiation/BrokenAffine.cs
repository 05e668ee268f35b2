using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

/// <summary>An affine layer whose gradients a test spoils after the fact.</summary>
internal sealed class BrokenAffine(Affine layer, Action<IReadOnlyList<Parameter>> spoil) : ILayer
{
    public IReadOnlyList<Parameter> Parameters => layer.Parameters;

    public int Outputs(int inputs) => layer.Outputs(inputs);

    public Matrix<double> Forward(Matrix<double> input, bool training) =>
        layer.Forward(input, training);

    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        Matrix<double> result = layer.Backward(outputGradient);
        spoil(layer.Parameters);
        return result;
    }

    public override string ToString() => $"{layer}";
}
