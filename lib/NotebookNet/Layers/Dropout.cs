using System.Globalization;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014): in training each element is dropped
/// (set to 0) with probability p, independently. Inverted, the default, divides what is kept by 1 − p in training and is the
/// identity otherwise; unscaled, the paper's form, keeps values as they are in training and multiplies by 1 − p otherwise.
/// Both give an element the same mean in training and at test time.
/// </summary>
public sealed class Dropout : IStochasticLayer
{
    private readonly double ratio;
    private readonly Random random;
    private readonly double keptFactor;
    private readonly double testFactor;
    private readonly BatchBuffer masks = new();
    private readonly BatchBuffer output = new();
    private readonly BatchBuffer inputGradient = new();
    private DenseMatrix? mask;
    private DenseMatrix? lastOutput;
    private bool usedMask;

    /// <summary>A dropout layer.</summary>
    /// <param name="ratio">The probability p of dropping an element, 0 ≤ p &lt; 1.</param>
    /// <param name="random">Where the draws come from: two numbers for each training batch, from which its mask follows.</param>
    /// <param name="inverted">Whether to divide by 1 − p in training, rather than to multiply by 1 − p at test time.</param>
    public Dropout(double ratio, Random random, bool inverted = true)
    {
        ArgumentNullException.ThrowIfNull(random);
        this.ratio = Guard.FractionBelowOne(ratio);
        this.random = random;
        keptFactor = inverted ? 1 / (1 - ratio) : 1;
        testFactor = inverted ? 1 : 1 - ratio;
    }

    /// <inheritdoc/>
    public bool IsFrozen { get; set; }

    /// <inheritdoc/>
    public int OutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        ArgumentNullException.ThrowIfNull(input);
        lastOutput = output.Of(input.RowCount, input.ColumnCount);
        usedMask = training;
        if (training)
        {
            DrawMask(input.RowCount, input.ColumnCount);
        }

        Apply(input.AsDense(), lastOutput);
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
        Apply(gradient, result);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Dropout {ratio}");

    private void Apply(DenseMatrix from, DenseMatrix to)
    {
        if (usedMask)
        {
            TensorPrimitives.Multiply(from.Values, mask!.Values, to.Values);
        }
        else
        {
            Elementwise.Scale(testFactor, from.Values, to.Values);
        }
    }

    private void DrawMask(int rows, int columns)
    {
        if (IsFrozen && mask?.RowCount == rows && mask.ColumnCount == columns)
        {
            return;
        }

        mask = masks.Of(rows, columns);
        ulong key = ((ulong)random.Next() << 32) | (uint)random.Next();
        BernoulliMask.Fill(mask.Values, key, ratio, keptFactor);
    }
}
