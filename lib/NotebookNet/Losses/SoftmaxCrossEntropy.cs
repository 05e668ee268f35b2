using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Softmax followed by cross-entropy, as one function of the logits: with y = softmax(x), L = −(1/N)·Σ t·log y, where log y
/// is taken as x − log Σ exp(x), so that no logarithm sees a zero. Its gradient is (y − t)/N.
/// </summary>
public sealed class SoftmaxCrossEntropy : ILoss
{
    private readonly BatchBuffer probabilities = new();
    private readonly BatchBuffer logSums = new();
    private readonly BatchBuffer gradients = new();
    private DenseMatrix? lastProbabilities;
    private Targets? lastTargets;

    /// <inheritdoc/>
    public double Forward(Matrix<double> output, Targets targets)
    {
        LossGuard.Check(this, output, targets);
        DenseMatrix logits = output.AsDense();
        lastProbabilities = probabilities.Of(logits.RowCount, logits.ColumnCount);
        lastTargets = targets;
        double[] logSum = logSums.Of(logits.RowCount, 1).Values;
        Reductions.Softmax(logits, lastProbabilities, logSum);
        double loss = 0;
        if (targets.AreLabels)
        {
            ReadOnlySpan<int> labels = targets.Labels;
            for (int i = 0; i < labels.Length; i++)
            {
                loss += logSum[i] - logits.At(i, labels[i]);
            }
        }
        else
        {
            Matrix<double> values = targets.Values!;
            for (int j = 0; j < logits.ColumnCount; j++)
            {
                for (int i = 0; i < logits.RowCount; i++)
                {
                    loss += values.At(i, j) * (logSum[i] - logits.At(i, j));
                }
            }
        }

        return loss / logits.RowCount;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward()
    {
        if (lastProbabilities is null || lastTargets is null)
        {
            throw new InvalidOperationException($"{this}: Backward needs a Forward before it.");
        }

        int count = lastProbabilities.RowCount;
        DenseMatrix gradient = gradients.Of(count, lastProbabilities.ColumnCount);
        if (lastTargets.AreLabels)
        {
            Elementwise.Scale(1.0 / count, lastProbabilities.Values, gradient.Values);
            ReadOnlySpan<int> labels = lastTargets.Labels;
            for (int i = 0; i < labels.Length; i++)
            {
                gradient.At(i, labels[i], (lastProbabilities.At(i, labels[i]) - 1) / count);
            }
        }
        else
        {
            Matrix<double> values = lastTargets.Values!;
            for (int j = 0; j < gradient.ColumnCount; j++)
            {
                for (int i = 0; i < count; i++)
                {
                    gradient.At(i, j, (lastProbabilities.At(i, j) - values.At(i, j)) / count);
                }
            }
        }

        return gradient;
    }

    /// <inheritdoc/>
    public override string ToString() => "Softmax with cross-entropy";
}
