using System.Globalization;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// Dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014): in training each element is dropped (set to 0) with
/// probability p, independently, and what is kept is divided by 1 − p, so that its mean stays; otherwise it is the identity. This form is called
/// inverted: the paper's keeps values as they are in training and multiplies by 1 − p at test time.
/// </summary>
/// <example><code>
/// ILayer[] layers = [new ReLU(), new Dropout(0.5, RandomNumbers.Create("dropout", 1))];
/// </code></example>
public sealed class Dropout : ILayer
{
    private readonly double _probability;
    private readonly double _keptFactor;
    private readonly BatchBuffer _masks = new();
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _mask;
    private DenseMatrix? _lastOutput;
    private bool _usedMask;

    /// <summary>A dropout layer.</summary>
    /// <param name="probability">The probability p of dropping an element, 0 ≤ p &lt; 1.</param>
    /// <param name="random">Where the draws come from: two numbers for each training batch, from which its mask follows.</param>
    public Dropout(double probability, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _probability = Guard.FractionBelowOne(probability);
        Random = random;
        _keptFactor = 1 / (1 - probability);
    }

    /// <inheritdoc/>
    public Random Random { get; }

    /// <inheritdoc/>
    public int Outputs(int inputs) => inputs;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lastOutput = _output.Of(input.RowCount, input.ColumnCount);
        _usedMask = training;
        if (training)
        {
            DrawMask(input.RowCount, input.ColumnCount);
        }

        Apply(input.AsDense(), _lastOutput);
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
        Apply(gradient, result);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Dropout {_probability}");

    private void Apply(DenseMatrix from, DenseMatrix to)
    {
        if (_usedMask)
        {
            TensorPrimitives.Multiply(from.Values, _mask!.Values, to.Values);
        }
        else
        {
            from.CopyTo(to);
        }
    }

    private void DrawMask(int rows, int columns)
    {
        _mask = _masks.Of(rows, columns);
        ulong key = ((ulong)Random.Next() << 32) | (uint)Random.Next();
        BernoulliMask.Fill(_mask.Values, key, _probability, _keptFactor);
    }
}
