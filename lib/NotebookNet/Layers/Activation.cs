using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>An activation y = f(x), element by element, whose derivative can be told from y.</summary>
public abstract class Activation : ILayer
{
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastOutput;

    private protected Activation() { }

    /// <inheritdoc/>
    public int OutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lastOutput = _output.Of(input.RowCount, input.ColumnCount);
        Apply(input.AsDense().Values, _lastOutput.Values);
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
        ApplyBackward(_lastOutput!.Values, gradient.Values, result.Values);
        return result;
    }

    /// <summary>y = f(x).</summary>
    private protected abstract void Apply(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>dx = dy·f′, with f′ written in terms of y.</summary>
    private protected abstract void ApplyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    );
}
