using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>The hyperbolic tangent y = tanh(x), element by element; its derivative is 1 − y².</summary>
public sealed class Tanh : ILayer
{
    private readonly BatchBuffer output = new();
    private readonly BatchBuffer inputGradient = new();
    private DenseMatrix? lastOutput;

    /// <inheritdoc/>
    public int OutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        lastOutput = output.Of(input.RowCount, input.ColumnCount);
        Elementwise.Tanh(input.AsDense().Values, lastOutput.Values);
        return lastOutput;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix gradient = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            lastOutput?.RowCount,
            lastOutput?.ColumnCount ?? 0
        );
        DenseMatrix result = inputGradient.Of(gradient.RowCount, gradient.ColumnCount);
        Elementwise.TanhBackward(lastOutput!.Values, gradient.Values, result.Values);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => "Tanh";
}
