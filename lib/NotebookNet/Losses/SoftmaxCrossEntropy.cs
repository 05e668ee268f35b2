using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// Softmax followed by cross-entropy, as one function of the logits: with y = softmax(x), L = −(1/N)·Σ t·ln y, where −ln y
/// is taken as ln Σ exp(x − max x) + (max x − x), so that no exponential overflows, no logarithm sees a zero and nothing
/// cancels. Its gradient is (y − t)/N. Targets are labels, or rows of probabilities (one-hot, or softer) that sum to 1.
/// With label smoothing ε (Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, 2016, section 7) it is that of (1 − ε)·t + ε/C in place of t: the
/// targets stay what they are, labels for an accuracy too.
/// </summary>
/// <param name="labelSmoothing">ε, 0 ≤ ε &lt; 1: the share that all C classes get alike; 0 for none.</param>
/// <example><code>
/// Network network = Network.FullyConnected(784, [50], 10, loss: new SoftmaxCrossEntropy(labelSmoothing: 0.1), seed: 1);
/// </code></example>
public sealed class SoftmaxCrossEntropy(double labelSmoothing = 0) : ILoss
{
    private readonly double _smoothing = Guard.FractionBelowOne(labelSmoothing);
    private const double SumTolerance = 1e-6;
    private readonly BatchBuffer _probabilities = new();
    private readonly BatchBuffer _rows = new();
    private readonly BatchBuffer _gradients = new();
    private DenseMatrix? _lastProbabilities;
    private Targets? _lastTargets;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// Output and targets differ in shape, the batch is empty, or a row of target values is no probability distribution.
    /// </exception>
    public double Forward(Matrix<double> output, Targets targets)
    {
        using OneThread.Turn turn = OneThread.Of(this).Enter("loss");
        Residuals.Check(this, output, targets);
        DenseMatrix logits = output.AsDense();
        int count = logits.RowCount;
        Span<double> scratch = _rows.Of(count, 3).Values;
        Span<double> maxima = scratch[..count];
        Span<double> logSums = scratch.Slice(count, count);
        DenseMatrix? values = targets.Values?.AsDense();
        if (values is not null)
        {
            CheckDistributions(values, scratch[^count..]);
        }

        DenseMatrix result = _probabilities.Of(count, logits.ColumnCount);
        Reductions.Softmax(logits, result, maxima, logSums);
        double loss = 0;
        if (values is null)
        {
            ReadOnlySpan<int> labels = targets.Labels;
            for (int i = 0; i < labels.Length; i++)
            {
                loss += logSums[i] + (maxima[i] - logits.At(i, labels[i]));
            }
        }
        else
        {
            for (int j = 0; j < logits.ColumnCount; j++)
            {
                for (int i = 0; i < count; i++)
                {
                    double target = values.At(i, j);
                    if (target != 0)
                    {
                        loss += target * (logSums[i] + (maxima[i] - logits.At(i, j)));
                    }
                }
            }
        }

        if (_smoothing > 0)
        {
            loss *= 1 - _smoothing;
            for (int j = 0; j < logits.ColumnCount; j++)
            {
                for (int i = 0; i < count; i++)
                {
                    double surprise = logSums[i] + (maxima[i] - logits.At(i, j));
                    loss += _smoothing / logits.ColumnCount * surprise;
                }
            }
        }

        _lastProbabilities = result;
        _lastTargets = targets;
        return loss / count;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward()
    {
        using OneThread.Turn turn = OneThread.Of(this).Enter("loss");
        if (_lastProbabilities is null || _lastTargets is null)
        {
            throw new InvalidOperationException($"{this}: Backward needs a Forward before it.");
        }

        int count = _lastProbabilities.RowCount;
        DenseMatrix gradient = _gradients.Of(count, _lastProbabilities.ColumnCount);
        Residuals.Subtract(_lastProbabilities, _lastTargets, gradient);
        if (_smoothing > 0)
        {
            // y − (1 − ε)·t − ε/C = (1 − ε)·(y − t) + ε·(y − 1/C)
            Span<double> values = gradient.Values;
            Elementwise.Scale(1 - _smoothing, values, values);
            Elementwise.AddScaled(_smoothing, _lastProbabilities.Values, values);
            TensorPrimitives.Subtract(values, _smoothing / gradient.ColumnCount, values);
        }

        Elementwise.Scale(1.0 / count, gradient.Values, gradient.Values);
        return gradient;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        "Softmax with cross-entropy"
        + (_smoothing > 0 ? Invariant($", label smoothing {_smoothing}") : "");

    private void CheckDistributions(DenseMatrix values, Span<double> sums)
    {
        sums.Clear();
        for (int j = 0; j < values.ColumnCount; j++)
        {
            ReadOnlySpan<double> column = values.ColumnSpan(j);
            for (int i = 0; i < column.Length; i++)
            {
                if (!(column[i] >= 0))
                {
                    throw new ArgumentException(
                        Invariant(
                            $"{this} expects target probabilities ≥ 0, got {column[i]} in row {i}, column {j}."
                        )
                    );
                }

                sums[i] += column[i];
            }
        }

        for (int i = 0; i < sums.Length; i++)
        {
            if (!(Math.Abs(sums[i] - 1) <= SumTolerance))
            {
                throw new ArgumentException(
                    Invariant(
                        $"{this} expects target rows that sum to 1, got {sums[i]} in row {i}."
                    )
                );
            }
        }
    }
}
