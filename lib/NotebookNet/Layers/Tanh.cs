using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>The hyperbolic tangent y = tanh(x), element by element; its derivative is 1 − y².</summary>
public sealed class Tanh : ILayer
{
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastOutput;

    /// <inheritdoc/>
    public int OutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lastOutput = _output.Of(input.RowCount, input.ColumnCount);
        Elementwise.Tanh(input.AsDense().Values, _lastOutput.Values);
        return _lastOutput;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix gradient = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            _lastOutput?.RowCount,
            _lastOutput?.ColumnCount ?? 0
        );
        DenseMatrix result = _inputGradient.Of(gradient.RowCount, gradient.ColumnCount);
        Elementwise.TanhBackward(_lastOutput!.Values, gradient.Values, result.Values);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => "Tanh";
}
