using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>The logistic sigmoid y = 1/(1 + exp(−x)), element by element; its derivative is y·(1 − y).</summary>
public sealed class Sigmoid : ILayer
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
        Elementwise.Sigmoid(input.AsDense().Values, _lastOutput.Values);
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
        Elementwise.SigmoidBackward(_lastOutput!.Values, gradient.Values, result.Values);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => "Sigmoid";
}
