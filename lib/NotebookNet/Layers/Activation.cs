using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>An activation y = f(x), element by element: a value and a derivative.</summary>
/// <example>
/// An activation of one's own is a class with two methods, for which <see cref="GradientCheck"/> says whether they belong together:
/// <code>
/// class Swish : Activation
/// {
///     static Matrix&lt;double&gt; Sigmoid(Matrix&lt;double&gt; x) => 1 / (1 + (-x).PointwiseExp());
///
///     protected override Matrix&lt;double&gt; Value(Matrix&lt;double&gt; x) => x.PointwiseMultiply(Sigmoid(x));
///
///     protected override Matrix&lt;double&gt; Derivative(Matrix&lt;double&gt; x, Matrix&lt;double&gt; y) =>
///         y + Sigmoid(x).PointwiseMultiply(1 - y);
/// }
///
/// var network = Network.FullyConnected(2, [20, 20], 3, activation: () => new Swish());
/// </code>
/// </example>
public abstract class Activation : ILayer
{
    private readonly ValueKernel? _value;
    private readonly DerivativeKernel? _derivative;
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastInput;
    private DenseMatrix? _lastOutput;

    /// <summary>An activation that is computed as <see cref="Value"/> and <see cref="Derivative"/> say.</summary>
    protected Activation() { }

    /// <summary>An activation with kernels that compute the same in one pass, without matrices in between.</summary>
    private protected Activation(ValueKernel value, DerivativeKernel derivative)
    {
        _value = value;
        _derivative = derivative;
    }

    /// <summary>y = f(x).</summary>
    private protected delegate void ValueKernel(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>dx = dy·f′, with f′ written in terms of y.</summary>
    private protected delegate void DerivativeKernel(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    );

    /// <inheritdoc/>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public virtual IReadOnlyList<KeyValuePair<string, Matrix<double>>> Statistics => [];

    /// <inheritdoc/>
    public virtual Random? Random => null;

    /// <inheritdoc/>
    public int Outputs(int inputs) => inputs;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException"><see cref="Value"/> gives no matrix of the input's shape.</exception>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        DenseMatrix x = input.AsDense();
        DenseMatrix result = _output.Of(x.RowCount, x.ColumnCount);
        if (_value is null)
        {
            Checked(Value(x), x, nameof(Value)).CopyTo(result);
        }
        else
        {
            ColumnShares.Run(
                result,
                (kernel: _value, x, y: result),
                static (work, from, to) =>
                    work.kernel(work.x.ColumnsSpan(from, to), work.y.ColumnsSpan(from, to))
            );
        }

        _lastInput = x;
        _lastOutput = result;
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// There was no <see cref="Forward"/> before, or <see cref="Derivative"/> gives no matrix of the input's shape.
    /// </exception>
    public virtual Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix gradient = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            _lastOutput?.RowCount,
            _lastOutput?.ColumnCount ?? 0
        );
        DenseMatrix result = _inputGradient.Of(gradient.RowCount, gradient.ColumnCount);
        if (_derivative is null)
        {
            Matrix<double> derivative = Checked(
                Derivative(_lastInput!, _lastOutput!),
                gradient,
                nameof(Derivative)
            );
            gradient.PointwiseMultiply(derivative, result);
        }
        else
        {
            ColumnShares.Run(
                result,
                (kernel: _derivative, y: _lastOutput!, dy: gradient, dx: result),
                static (work, from, to) =>
                    work.kernel(
                        work.y.ColumnsSpan(from, to),
                        work.dy.ColumnsSpan(from, to),
                        work.dx.ColumnsSpan(from, to)
                    )
            );
        }

        return result;
    }

    /// <summary>The name: the type's, unless an activation says otherwise.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>The value y = f(x).</summary>
    /// <param name="x">N×D, not to be changed.</param>
    /// <returns>N×D, f of each element.</returns>
    protected abstract Matrix<double> Value(Matrix<double> x);

    /// <summary>The derivative f′(x), which is often simplest in terms of y.</summary>
    /// <param name="x">The last input, N×D, not to be changed.</param>
    /// <param name="y">f(x), N×D, not to be changed.</param>
    /// <returns>N×D, f′ at each element.</returns>
    protected abstract Matrix<double> Derivative(Matrix<double> x, Matrix<double> y);

    /// <summary>The two methods as they are, for tests that compare them with the kernels.</summary>
    internal (Matrix<double> Value, Matrix<double> Derivative) InMatrices(Matrix<double> x)
    {
        Matrix<double> y = Value(x);
        return (y, Derivative(x, y));
    }

    private Matrix<double> Checked(Matrix<double>? made, Matrix<double> x, string method) =>
        made.HasShapeOf(x)
            ? made
            : throw Guard.WrongShape($"{this}: what {method} returns", x, made);
}
