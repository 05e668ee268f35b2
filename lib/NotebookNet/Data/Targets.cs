namespace NotebookNet;

/// <summary>
/// What a network should answer for N samples: N labels (the index of the right class each), or an N×C matrix of values
/// (one-hot rows for a classification, any real numbers for a regression).
/// </summary>
/// <example><code>
/// Targets targets = Targets.FromLabels([2, 0, 1], classCount: 3);
/// double loss = new SoftmaxCrossEntropy().Forward(network.Predict(X), targets);
/// </code></example>
public sealed class Targets
{
    private readonly int[] _labels;

    private Targets(int[] labels, int classCount, Matrix<double>? values)
    {
        _labels = labels;
        ColumnCount = classCount;
        Values = values;
    }

    /// <summary>Number of samples N.</summary>
    public int Count => Values?.RowCount ?? _labels.Length;

    /// <summary>Number of columns C that a network's output must have: the classes, or the values per sample.</summary>
    public int ColumnCount { get; }

    /// <summary>Whether these targets are labels; otherwise they are <see cref="Values"/>.</summary>
    internal bool AreLabels => Values is null;

    /// <summary>The N labels, each in 0 … C−1; empty when the targets are values.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The N×C values; <see langword="null"/> when the targets are labels.</summary>
    public Matrix<double>? Values { get; }

    /// <summary>Targets given as labels. The array is kept, not copied.</summary>
    /// <param name="labels">N labels, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes C, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or a label is outside 0 … C−1.</exception>
    public static Targets FromLabels(int[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classCount)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels),
                    labels[i],
                    $"Label {labels[i]} of sample {i} is outside 0 … {classCount - 1}."
                );
            }
        }

        return new Targets(labels, classCount, null);
    }

    /// <summary>Targets given as a matrix. The matrix is kept, not copied.</summary>
    /// <param name="values">N×C, one sample a row: one-hot rows or real values, finite.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Targets FromValues(Matrix<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _ = Guard.Finite(values);
        return new Targets([], values.ColumnCount, values);
    }

    /// <summary>The targets as an N×C matrix; labels become one-hot rows (1 in the label's column, 0 elsewhere).</summary>
    public Matrix<double> ToMatrix()
    {
        if (Values is not null)
        {
            return Values;
        }

        var oneHot = Matrix<double>.Build.Dense(Count, ColumnCount);
        for (int i = 0; i < _labels.Length; i++)
        {
            oneHot[i, _labels[i]] = 1;
        }

        return oneHot;
    }

    /// <summary>The right class of each sample: its label, or the column of its row's largest value.</summary>
    internal int ClassOf(int sample) =>
        Values is null ? _labels[sample] : Values.IndexOfRowMaximum(sample);

    /// <inheritdoc/>
    public override string ToString() =>
        AreLabels
            ? $"{Count} labels of {ColumnCount} classes"
            : $"{Count}×{ColumnCount} target values";
}
