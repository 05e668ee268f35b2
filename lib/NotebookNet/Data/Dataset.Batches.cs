using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

public sealed partial class Dataset
{
    /// <summary>The label of a sample.</summary>
    /// <param name="index">In 0 … N−1.</param>
    /// <exception cref="InvalidOperationException">The targets are not labels.</exception>
    public int Label(int index)
    {
        RequireLabels();
        return _labels[_sampleIndices[Checked(index)]];
    }

    /// <summary>The values of a sample.</summary>
    /// <param name="index">In 0 … N−1.</param>
    public Vector<double> Sample(int index)
    {
        var sample = new double[InputCount];
        _samples.CopySample(_sampleIndices[Checked(index)], sample);
        return Vector<double>.Build.Dense(sample);
    }

    /// <summary>A new batch of chosen samples, in the given order.</summary>
    /// <param name="indices">Indices in 0 … N−1, at least one.</param>
    public Batch Batch(ReadOnlySpan<int> indices)
    {
        RejectEmpty(indices.Length);
        Batch batch = NewBatch(indices.Length);
        Gather(indices, batch, new int[indices.Length]);
        return batch;
    }

    /// <summary>The whole data set as one batch.</summary>
    public Batch ToBatch() => Batch(AllIndices(Count));

    /// <summary>A batch whose memory can be filled again and again, by an augmenter where the images are changed.</summary>
    internal Batch NewBatch(int count, Augmenter? augmenter = null)
    {
        int[] batchLabels = HasLabels ? new int[count] : [];
        Targets targets = HasLabels
            ? Targets.FromLabels(batchLabels, OutputCount)
            : Targets.FromValues(new DenseMatrix(count, OutputCount));
        int width = augmenter?.OutputShape.Size ?? InputCount;
        return new Batch(new DenseMatrix(count, width), targets, batchLabels);
    }

    /// <summary>
    /// Fills a batch of <see cref="NewBatch"/> with chosen samples, one a row, by the augmenter that it was made for. The scratch is room for
    /// as many indices, and may be the indices themselves.
    /// </summary>
    internal void Gather(
        ReadOnlySpan<int> indices,
        Batch batch,
        Span<int> scratch,
        Augmenter? augmenter = null
    )
    {
        Span<int> rows = scratch[..indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            rows[i] = _sampleIndices[Checked(indices[i])];
        }

        if (augmenter is null)
        {
            _samples.Gather(rows, batch.DenseInput);
        }
        else
        {
            augmenter.Gather(_samples, rows, batch.DenseInput);
        }

        GatherTargets(rows, batch);
    }

    private void GatherTargets(ReadOnlySpan<int> rows, Batch batch)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (_values is null)
            {
                batch.LabelBuffer[i] = _labels[rows[i]];
                continue;
            }

            for (int column = 0; column < OutputCount; column++)
            {
                batch.Targets.Values!.At(i, column, _values.At(rows[i], column));
            }
        }
    }
}
