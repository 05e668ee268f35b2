using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Samples and their targets. A part of a data set (<see cref="Take"/>, <see cref="Subset"/>) shares its memory.
/// </summary>
public sealed class Dataset
{
    private readonly ISamples samples;
    private readonly int[] sampleIndices;
    private readonly int[] labels;
    private readonly DenseMatrix? values;

    private Dataset(
        ISamples samples,
        int[] sampleIndices,
        int[] labels,
        DenseMatrix? values,
        int targetColumns,
        ImageShape? imageShape
    )
    {
        this.samples = samples;
        this.sampleIndices = sampleIndices;
        this.labels = labels;
        this.values = values;
        TargetColumns = targetColumns;
        ImageShape = imageShape;
    }

    /// <summary>Number of samples N.</summary>
    public int Count => sampleIndices.Length;

    /// <summary>Number of values D in a sample.</summary>
    public int Width => samples.Width;

    /// <summary>Number of classes, or of target values per sample, C.</summary>
    public int TargetColumns { get; }

    /// <summary>Whether each sample's target is a label; otherwise it is a row of numbers (a regression).</summary>
    public bool HasLabels => values is null;

    /// <summary>The shape of a sample where it is an image.</summary>
    public ImageShape? ImageShape { get; }

    /// <summary>Images as bytes with labels. Both arrays are kept, not copied.</summary>
    /// <param name="pixels">The images one after another; a value v stands for v/255.</param>
    /// <param name="shape">The shape of each image.</param>
    /// <param name="labels">One label an image, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes, ≥ 1.</param>
    /// <exception cref="ArgumentException">The number of bytes is not the number of labels times the size of an image, or there is no image.</exception>
    public static Dataset FromImages(byte[] pixels, ImageShape shape, int[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        if (pixels.LongLength != (long)labels.Length * shape.Size)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {shape} are {(long)labels.Length * shape.Size} bytes, got {pixels.LongLength}.",
                nameof(pixels)
            );
        }

        return FromLabelled(
            new PixelSamples(pixels, labels.Length, shape.Size),
            labels,
            classCount,
            shape
        );
    }

    /// <summary>Samples with labels.</summary>
    /// <param name="inputs">N×D, one sample a row.</param>
    /// <param name="labels">N labels, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes, ≥ 1.</param>
    /// <param name="imageShape">The shape of a sample where it is an image.</param>
    /// <exception cref="ArgumentException">There are not as many labels as samples, or no sample.</exception>
    public static Dataset FromMatrix(
        Matrix<double> inputs,
        int[] labels,
        int classCount,
        ImageShape? imageShape = null
    )
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        CheckCounts(inputs, labels.Length, "labels");
        return FromLabelled(new RealSamples(inputs.AsDense()), labels, classCount, imageShape);
    }

    /// <summary>Samples with target values: a regression.</summary>
    /// <param name="inputs">N×D, one sample a row.</param>
    /// <param name="targets">N×C, one target a row.</param>
    /// <exception cref="ArgumentException">There are not as many targets as samples, or no sample.</exception>
    public static Dataset FromMatrix(Matrix<double> inputs, Matrix<double> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        CheckCounts(inputs, targets.RowCount, "targets");
        RejectEmpty(inputs.RowCount);
        return new Dataset(
            new RealSamples(inputs.AsDense()),
            AllIndices(inputs.RowCount),
            [],
            targets.AsDense(),
            targets.ColumnCount,
            null
        );
    }

    /// <summary>The first samples.</summary>
    /// <param name="count">How many, in 1 … N.</param>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return Subset(AllIndices(count));
    }

    /// <summary>Chosen samples, in the given order; an index may occur more than once.</summary>
    /// <param name="indices">Indices in 0 … N−1, at least one.</param>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        RejectEmpty(indices.Length);
        var chosen = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            chosen[i] = sampleIndices[Checked(indices[i])];
        }

        return new Dataset(samples, chosen, labels, values, TargetColumns, ImageShape);
    }

    /// <summary>The label of a sample.</summary>
    /// <param name="index">In 0 … N−1.</param>
    /// <exception cref="InvalidOperationException">The targets are not labels.</exception>
    public int Label(int index) =>
        HasLabels
            ? labels[sampleIndices[Checked(index)]]
            : throw new InvalidOperationException(
                "The targets of this data set are values, not labels."
            );

    /// <summary>The values of a sample.</summary>
    /// <param name="index">In 0 … N−1.</param>
    public Vector<double> Sample(int index)
    {
        var sample = new double[Width];
        samples.CopySample(sampleIndices[Checked(index)], sample);
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

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count} samples of {(ImageShape is { } shape ? shape.ToString() : $"{Width} values")}, "
        + (HasLabels ? $"{TargetColumns} classes" : $"{TargetColumns} target values");

    /// <summary>A batch whose memory can be filled again and again.</summary>
    internal Batch NewBatch(int count)
    {
        int[] batchLabels = HasLabels ? new int[count] : [];
        Targets targets = HasLabels
            ? Targets.FromLabels(batchLabels, TargetColumns)
            : Targets.FromValues(new DenseMatrix(count, TargetColumns));
        return new Batch(new DenseMatrix(count, Width), targets, batchLabels);
    }

    /// <summary>Fills a batch with chosen samples.</summary>
    /// <param name="indices">Indices in 0 … N−1, as many as the batch has rows.</param>
    /// <param name="batch">Made by <see cref="NewBatch"/>.</param>
    /// <param name="scratch">Room for as many indices.</param>
    internal void Gather(ReadOnlySpan<int> indices, Batch batch, Span<int> scratch)
    {
        Span<int> rows = scratch[..indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            rows[i] = sampleIndices[Checked(indices[i])];
        }

        samples.Gather(rows, batch.DenseInput);
        if (values is null)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                batch.LabelBuffer[i] = labels[rows[i]];
            }
        }
        else
        {
            for (int i = 0; i < rows.Length; i++)
            {
                for (int column = 0; column < TargetColumns; column++)
                {
                    batch.Targets.Values!.At(i, column, values.At(rows[i], column));
                }
            }
        }
    }

    private static Dataset FromLabelled(
        ISamples samples,
        int[] labels,
        int classCount,
        ImageShape? imageShape
    )
    {
        RejectEmpty(labels.Length);
        _ = Targets.FromLabels(labels, classCount);
        return new Dataset(
            samples,
            AllIndices(labels.Length),
            labels,
            null,
            classCount,
            imageShape
        );
    }

    private static int[] AllIndices(int count) => [.. Enumerable.Range(0, count)];

    private static void CheckCounts(Matrix<double> inputs, int targets, string what)
    {
        if (inputs.RowCount != targets)
        {
            throw new ArgumentException(
                $"{inputs.RowCount} samples need as many {what}, got {targets}."
            );
        }
    }

    private static void RejectEmpty(int count)
    {
        if (count == 0)
        {
            throw new ArgumentException("A data set or batch needs at least one sample, got none.");
        }
    }

    private int Checked(int index) =>
        (uint)index < (uint)Count
            ? index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"Sample {index} is outside 0 … {Count - 1}."
            );
}
