using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>A mini-batch: N samples and their targets. Those of <see cref="MiniBatches"/> are lent: a later batch overwrites them.</summary>
/// <example><code>
/// Batch batch = training.Batch([0, 1, 2]);
/// double loss = network.Backpropagate(batch);
/// </code></example>
public sealed class Batch
{
    internal Batch(DenseMatrix input, Targets targets, int[] labels)
    {
        DenseInput = input;
        Targets = targets;
        LabelBuffer = labels;
    }

    /// <summary>The samples, N×D, one a row.</summary>
    public Matrix<double> Input => DenseInput;

    /// <summary>What the network should answer for them.</summary>
    public Targets Targets { get; }

    /// <summary>Number of samples N.</summary>
    public int Count => DenseInput.RowCount;

    /// <summary>A copy with memory of its own, to keep.</summary>
    public Batch Clone()
    {
        int[] labels = [.. LabelBuffer];
        return new Batch(
            (DenseMatrix)DenseInput.Clone(),
            Targets.Values is { } values
                ? Targets.FromValues(values.Clone())
                : Targets.FromLabels(labels, Targets.ColumnCount),
            labels
        );
    }

    internal DenseMatrix DenseInput { get; }

    /// <summary>The array behind <see cref="Targets"/> where they are labels; empty otherwise.</summary>
    internal int[] LabelBuffer { get; }
}
