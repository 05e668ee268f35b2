using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>The affine (fully connected, dense) layer Y = X·W + b.</summary>
/// <example><code>
/// var layer = new Affine(inputs: 784, outputs: 50, Initializer.He, RandomNumbers.Create(1));
/// Matrix&lt;double&gt; Y = layer.Forward(X, training: true);
/// Matrix&lt;double&gt; dX = layer.Backward(dY);
/// </code></example>
public sealed class Affine : ILayer
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastInput;

    /// <summary>An affine layer whose weights come from an initializer and whose biases are zero.</summary>
    /// <param name="inputs">Number of inputs D (the fan-in), ≥ 1.</param>
    /// <param name="outputs">Number of outputs M (the fan-out), ≥ 1.</param>
    /// <param name="initializer">Draws the D×M weights.</param>
    /// <param name="random">Where the initializer's random numbers come from.</param>
    public Affine(int inputs, int outputs, Initializer initializer, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(random);
        _weight = new Parameter("weight", initializer.Create(inputs, outputs, random));
        _bias = new Parameter("bias", new DenseMatrix(1, outputs), isRegularized: false);
        Parameters = [_weight, _bias];
    }

    /// <summary>The weights W, D×M.</summary>
    public Matrix<double> Weight => _weight.Value;

    /// <summary>The biases b, 1×M.</summary>
    public Matrix<double> Bias => _bias.Value;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public int Outputs(int inputs)
    {
        LayerGuard.CheckedInputs(this, inputs, Weight.RowCount);
        return Weight.ColumnCount;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has not D columns.</exception>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        _lastInput = LayerGuard.CheckedInput(this, input, Weight.RowCount);
        DenseMatrix result = _output.Of(_lastInput.RowCount, Weight.ColumnCount);
        MatrixProduct.Multiply(_lastInput, _weight.DenseValue, result, _bias.ValueSpan);
        return result;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        BackwardToParameters(outputGradient);
        DenseMatrix result = _inputGradient.Of(outputGradient.RowCount, Weight.RowCount);
        MatrixProduct.TransposeAndMultiply(outputGradient.AsDense(), _weight.DenseValue, result);
        return result;
    }

    /// <inheritdoc/>
    public void BackwardToParameters(Matrix<double> outputGradient)
    {
        DenseMatrix gradient = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            _lastInput?.RowCount,
            Weight.ColumnCount
        );
        MatrixProduct.TransposeThisAndMultiply(_lastInput!, gradient, _weight.DenseGradient);
        Reductions.ColumnSums(gradient, _bias.GradientSpan);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Affine {Weight.RowCount} → {Weight.ColumnCount}";
}
