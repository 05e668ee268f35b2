using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Softmax and what a loss says of probabilities, as plain functions.</summary>
/// <example><code>
/// Matrix&lt;double&gt; probabilities = LossFunctions.Softmax(network.Predict(X));
/// double surprise = LossFunctions.CrossEntropy(probabilities.Row(0), labels[0]);
/// </code></example>
public static class LossFunctions
{
    /// <summary>
    /// The cross-entropy L = −Σ tₖ·ln yₖ. A class that the target excludes adds nothing, whatever its probability
    /// (0·ln 0 = 0, the limit of t·ln t). A class that the target holds possible but the output excludes (tₖ &gt; 0, yₖ = 0)
    /// makes the loss +∞: no number is added to y to hide that. <see cref="SoftmaxCrossEntropy"/>, which starts from
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
        if ((uint)label >= (uint)output.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(label),
                Invariant($"Label {label} is outside 0 … {output.Count - 1}.")
            );
        }

        CheckNotNegative(output, label, nameof(output));
        return 0 - Elementwise.Log(output[label]);
    }

    /// <summary>
    /// How likely targets are that differ from the outputs of a fit (a line, a network) by normal noise, as a logarithm:
    /// ln p = −Σ(tᵢ − yᵢ)²/(2σ²) − N·ln(σ·√(2π)). The fit that makes it largest is the one of least squares.
    /// </summary>
    /// <param name="output">The fit's values y, N numbers, finite.</param>
    /// <param name="target">The targets t, N numbers, finite.</param>
    /// <param name="standardDeviation">The noise's standard deviation σ, positive and finite; √(Σ(t − y)²/N) makes the likelihood largest.</param>
    /// <exception cref="ArgumentException">Output and target differ in length or are empty, or a number is not finite.</exception>
    /// <example><code>
    /// Vector&lt;double&gt; line = image.Map(x => 0.5 + (2 * x));
    /// double logLikelihood = LossFunctions.GaussianLogLikelihood(line, blurred, standardDeviation: 0.1);
    /// </code></example>
    public static double GaussianLogLikelihood(
        Vector<double> output,
        Vector<double> target,
        double standardDeviation
    )
    {
        CheckLengths(output, target);
        Guard.PositiveFinite(standardDeviation);
        Guard.Finite(output.ToColumnMatrix(), nameof(output));
        Guard.Finite(target.ToColumnMatrix(), nameof(target));
        double squares = 0;
        for (int i = 0; i < output.Count; i++)
        {
            double residual = (target[i] - output[i]) / standardDeviation;
            squares += residual * residual;
        }

        double logScale = Elementwise.Log(standardDeviation) + (Elementwise.Log(2 * Math.PI) / 2);
        return -(squares / 2) - (output.Count * logScale);
    }

    /// <summary>
    /// Softmax, yₖ = exp(xₖ) / Σ exp(xᵢ), computed as exp(xₖ − m) / Σ exp(xᵢ − m) with m = max x: the same number, and no
    /// exponential overflows.
    /// </summary>
    /// <param name="logits">The logits x, C numbers, finite.</param>
    /// <exception cref="ArgumentException">There is no logit, or one is not finite.</exception>
    public static Vector<double> Softmax(Vector<double> logits)
    {
        CheckNotEmpty(logits);
        return Softmax(logits.ToRowMatrix()).Row(0);
    }

    /// <summary>The softmax of each row of a matrix: what a network's outputs for N samples say of C classes.</summary>
    /// <param name="logits">The logits, N×C, one sample a row, finite.</param>
    /// <returns>A new N×C matrix of probabilities, each row of sum 1.</returns>
    /// <exception cref="ArgumentException">There is no logit, or one is not finite.</exception>
    public static Matrix<double> Softmax(Matrix<double> logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        DenseMatrix finite = Guard.Finite(logits);
        if (finite.Values.Length == 0)
        {
            throw new ArgumentException(
                $"Softmax expects at least one logit, got {finite.Shape()}."
            );
        }

        var probabilities = new DenseMatrix(finite.RowCount, finite.ColumnCount);
        Reductions.Softmax(finite, probabilities);
        return probabilities;
    }

    private static void CheckLengths(Vector<double> output, Vector<double> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        CheckNotEmpty(output);
        if (output.Count != target.Count)
        {
            throw new ArgumentException(
                $"As many targets as outputs are compared, got {target.Count} for {output.Count}.",
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
