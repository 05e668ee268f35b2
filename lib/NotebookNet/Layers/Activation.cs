using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>An activation y = f(x), element by element, whose derivative can be told from y.</summary>
public abstract class Activation : ILayer
{
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastOutput;

    private protected Activation() { }

    /// <inheritdoc/>
    public int Outputs(int inputs) => inputs;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        DenseMatrix result = _output.Of(input.RowCount, input.ColumnCount);
        ColumnShares.Run(
            result,
            (layer: this, x: input.AsDense(), y: result),
            static (work, from, to) =>
                work.layer.Apply(work.x.ColumnsSpan(from, to), work.y.ColumnsSpan(from, to))
        );
        _lastOutput = result;
        return result;
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
        ColumnShares.Run(
            result,
            (layer: this, y: _lastOutput!, dy: gradient, dx: result),
            static (work, from, to) =>
                work.layer.ApplyBackward(
                    work.y.ColumnsSpan(from, to),
                    work.dy.ColumnsSpan(from, to),
                    work.dx.ColumnsSpan(from, to)
                )
        );
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
