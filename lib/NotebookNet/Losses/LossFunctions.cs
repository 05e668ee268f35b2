using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The losses and softmax as plain functions of one sample's output.</summary>
public static class LossFunctions
{
    /// <summary>Half the sum of squares, L = ½·Σ(yₖ − tₖ)².</summary>
    /// <param name="output">The output y, C numbers.</param>
    /// <param name="target">The target t, C numbers.</param>
    /// <exception cref="ArgumentException">Output and target differ in length or are empty.</exception>
    public static double SumSquaredError(Vector<double> output, Vector<double> target) =>
        SquaredDistance(output, target) / 2;

    /// <summary>The mean squared error, L = 1/C·Σ(yₖ − tₖ)².</summary>
    /// <param name="output">The output y, C numbers.</param>
    /// <param name="target">The target t, C numbers.</param>
    /// <exception cref="ArgumentException">Output and target differ in length or are empty.</exception>
    public static double MeanSquaredError(Vector<double> output, Vector<double> target) =>
        SquaredDistance(output, target) / output.Count;

    /// <summary>
    /// The cross-entropy L = −Σ tₖ·ln yₖ. A class that the target excludes adds nothing, whatever its probability
    /// (0·ln 0 = 0, the limit of t·ln t). A class that the target holds possible but the output excludes (tₖ &gt; 0, yₖ = 0)
    /// makes the loss +∞: no number is added to y to hide that. <see cref="NotebookNet.SoftmaxCrossEntropy"/>, which starts from
    /// the logits, never gets there.
    /// </summary>
    /// <param name="output">The output y: C probabilities, each ≥ 0.</param>
    /// <param name="target">The target t: C probabilities, each ≥ 0; one-hot for a known class.</param>
    /// <exception cref="ArgumentException">Output and target differ in length or are empty, or an element is negative or not a number.</exception>
    public static double CrossEntropy(Vector<double> output, Vector<double> target)
    {
        CheckLengths(output, target);
        double loss = 0;
        for (int k = 0; k < output.Count; k++)
        {
            CheckNotNegative(output, k, nameof(output));
            CheckNotNegative(target, k, nameof(target));
            if (target[k] > 0)
            {
                loss -= target[k] * Elementwise.Log(output[k]);
            }
        }

        return loss;
    }

    /// <summary>The cross-entropy with a known class, L = −ln yₖ with k the label; +∞ where yₖ = 0.</summary>
    /// <param name="output">The output y: C probabilities, each ≥ 0.</param>
    /// <param name="label">The right class, in 0 … C−1.</param>
    /// <exception cref="ArgumentException">The output is empty, or the label's probability is negative or not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is outside 0 … C−1.</exception>
    public static double CrossEntropy(Vector<double> output, int label)
    {
        CheckNotEmpty(output);
        CheckLabel(output, label);
        CheckNotNegative(output, label, nameof(output));
        return 0 - Elementwise.Log(output[label]);
    }

    /// <summary>
    /// Softmax, yₖ = exp(xₖ) / Σ exp(xᵢ), computed as exp(xₖ − m) / Σ exp(xᵢ − m) with m = max x: the same number, and no
    /// exponential overflows.
    /// </summary>
    /// <param name="logits">The logits x, C numbers.</param>
    /// <exception cref="ArgumentException">There is no logit.</exception>
    public static Vector<double> Softmax(Vector<double> logits)
    {
        CheckNotEmpty(logits);
        var probabilities = new DenseMatrix(1, logits.Count, logits.ToArray());
        Reductions.Softmax(probabilities, probabilities);
        return new DenseVector(probabilities.Values);
    }

    /// <summary>
    /// Softmax followed by cross-entropy with a known class, L = ln Σ exp(xᵢ) − xₖ with k the label: finite for every finite
    /// x, and accurate however small.
    /// </summary>
    /// <param name="logits">The logits x, C numbers.</param>
    /// <param name="label">The right class k, in 0 … C−1.</param>
    /// <exception cref="ArgumentException">There is no logit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is outside 0 … C−1.</exception>
    public static double SoftmaxCrossEntropy(Vector<double> logits, int label)
    {
        CheckNotEmpty(logits);
        CheckLabel(logits, label);
        var row = new DenseMatrix(1, logits.Count, logits.ToArray());
        double max = 0;
        double logSum = 0;
        Reductions.Softmax(row, row, new Span<double>(ref max), new Span<double>(ref logSum));
        return logSum + (max - logits[label]);
    }

    private static double SquaredDistance(Vector<double> output, Vector<double> target)
    {
        CheckLengths(output, target);
        double sum = 0;
        for (int k = 0; k < output.Count; k++)
        {
            double difference = output[k] - target[k];
            sum += difference * difference;
        }

        return sum;
    }

    private static void CheckLengths(Vector<double> output, Vector<double> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        CheckNotEmpty(output);
        if (output.Count != target.Count)
        {
            throw new ArgumentException(
                $"A loss compares as many targets as outputs, got {target.Count} for {output.Count}.",
                nameof(target)
            );
        }
    }

    private static void CheckNotEmpty(Vector<double> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Count == 0)
        {
            throw new ArgumentException(
                "A sample's output has at least one number, got none.",
                nameof(output)
            );
        }
    }

    private static void CheckLabel(Vector<double> output, int label)
    {
        if ((uint)label >= (uint)output.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label),
                Invariant($"Label {label} is outside 0 … {output.Count - 1}.")
            );
        }
    }

    private static void CheckNotNegative(Vector<double> probabilities, int k, string name)
    {
        if (!(probabilities[k] >= 0))
        {
            throw new ArgumentException(
                Invariant(
                    $"Cross-entropy expects probabilities ≥ 0, got {probabilities[k]} at index {k} of the {name}."
                ),
                name
            );
        }
    }
}
