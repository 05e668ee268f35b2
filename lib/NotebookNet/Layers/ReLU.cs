using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>The rectified linear unit y = max(0, x), element by element. Its derivative is 1 where y > 0 and 0 elsewhere (also at x = 0).</summary>
public sealed class ReLU : ILayer
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
        Elementwise.Rectify(input.AsDense().Values, _lastOutput.Values);
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
        Elementwise.RectifyBackward(_lastOutput!.Values, gradient.Values, result.Values);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => "ReLU";
}
