using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// Samples and their targets. What is made of a data set (<see cref="Take"/>, <see cref="Subset"/>, <see cref="Shuffle"/>,
/// <see cref="Split(int, int)"/>, <see cref="WithOneHotTargets"/>) shares its memory.
/// </summary>
/// <example><code>
/// Matrix&lt;double&gt; input = Matrix&lt;double&gt;.Build.DenseOfArray(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
/// Dataset exclusiveOr = Dataset.FromMatrix(input, [0, 1, 1, 0], classCount: 2);
/// (Dataset train, Dataset validation) = exclusiveOr.Shuffle(seed: 1).Split(validationCount: 1, seed: 2);
/// </code></example>
public sealed class Dataset
{
    private readonly ISamples _samples;
    private readonly int[] _sampleIndices;
    private readonly int[] _labels;
    private readonly DenseMatrix? _values;

    private Dataset(
        ISamples samples,
        int[] sampleIndices,
        int[] labels,
        DenseMatrix? values,
        int outputs,
        ImageShape? imageShape,
        bool hasOneHotTargets = false
    )
    {
        _samples = samples;
        _sampleIndices = sampleIndices;
        _labels = labels;
        _values = values;
        Outputs = outputs;
        ImageShape = imageShape;
        HasOneHotTargets = hasOneHotTargets;
    }

    /// <summary>Number of samples N.</summary>
    public int Count => _sampleIndices.Length;

    /// <summary>Number of values D in a sample: what a network for it takes.</summary>
    public int Inputs => _samples.Width;

    /// <summary>Number of classes, or of target values per sample, C: what a network for it gives.</summary>
    public int Outputs { get; }

    /// <summary>Whether each sample belongs to a class, its label; otherwise its target is a row of numbers (a regression).</summary>
    public bool HasLabels => _values is null;

    /// <summary>Whether the batches carry the labels as one-hot rows.</summary>
    public bool HasOneHotTargets { get; }

    /// <summary>The shape of a sample where it is an image.</summary>
    public ImageShape? ImageShape { get; }

    /// <summary>Images as bytes with labels. Both arrays are kept, not copied.</summary>
    /// <param name="pixels">The images one after another; a value v stands for v/255.</param>
    /// <param name="shape">The shape of each image.</param>
    /// <param name="labels">One label an image, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes, ≥ 1.</param>
    /// <exception cref="ArgumentException">The number of bytes is not the number of labels times the size of an image, or there is no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of a class.</exception>
    public static Dataset FromImages(byte[] pixels, ImageShape shape, int[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        _ = shape.Checked();
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

    /// <summary>Samples with labels. A dense matrix is kept, not copied, and so are the labels.</summary>
    /// <param name="input">N×D, one sample a row, finite.</param>
    /// <param name="labels">N labels, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes, ≥ 1.</param>
    /// <param name="imageShape">The shape of a sample where it is an image, of values in 0 … 1.</param>
    /// <exception cref="ArgumentException">There are not as many labels as samples, no sample, a value that is not finite, or a shape of another size than D.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of a class.</exception>
    public static Dataset FromMatrix(
        Matrix<double> input,
        int[] labels,
        int classCount,
        ImageShape? imageShape = null
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(labels);
        CheckCounts(input, labels.Length, "labels");
        RejectNotFinite(input, nameof(input));
        if (imageShape?.Checked().Size is { } size && size != input.ColumnCount)
        {
            throw new ArgumentException(
                $"Images of {imageShape} have {size} values, got {input.ColumnCount} columns.",
                nameof(imageShape)
            );
        }

        return FromLabelled(new RealSamples(input.AsDense()), labels, classCount, imageShape);
    }

    /// <summary>Samples with target values: a regression. Dense matrices are kept, not copied.</summary>
    /// <param name="input">N×D, one sample a row, finite.</param>
    /// <param name="targets">N×C, one target a row, finite.</param>
    /// <exception cref="ArgumentException">There are not as many targets as samples, no sample, or a value that is not finite.</exception>
    public static Dataset FromMatrix(Matrix<double> input, Matrix<double> targets)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(targets);
        CheckCounts(input, targets.RowCount, "targets");
        RejectEmpty(input.RowCount);
        RejectNotFinite(input, nameof(input));
        RejectNotFinite(targets, nameof(targets));
        return new Dataset(
            new RealSamples(input.AsDense()),
            AllIndices(input.RowCount),
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
            chosen[i] = _sampleIndices[Checked(indices[i])];
        }

        return new Dataset(
            _samples,
            chosen,
            _labels,
            _values,
            Outputs,
            ImageShape,
            HasOneHotTargets
        );
    }

    /// <summary>All samples in a random order.</summary>
    /// <param name="seed">Determines the order.</param>
    public Dataset Shuffle(int seed)
    {
        int[] order = AllIndices(Count);
        RandomNumbers.Create("order", seed).ShuffleInPlace<int>(order);
        return Subset(order);
    }

    /// <summary>Parts at random: some samples for validation, all others for training.</summary>
    /// <param name="validationCount">Number of samples for validation, in 1 … N−1.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation) Split(int validationCount, int seed)
    {
        Dataset[] parts = Parts(seed, Count - validationCount, validationCount);
        return (parts[0], parts[1]);
    }

    /// <summary>Parts at random: some samples for validation, some for the test, all others for training.</summary>
    /// <param name="validationCount">Number of samples for validation, ≥ 1.</param>
    /// <param name="testCount">Number of samples for the test, ≥ 1.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation, Dataset Test) Split(
        int validationCount,
        int testCount,
        int seed
    )
    {
        long trainCount = (long)Count - validationCount - testCount;
        Dataset[] parts = Parts(seed, trainCount, validationCount, testCount);
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>Parts at random: a fraction of the samples for validation, all others for training.</summary>
    /// <param name="validationFraction">Fraction for validation, in 0 … 1; the count is rounded to the nearest.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation) SplitByFraction(
        double validationFraction,
        int seed
    ) => Split(Share(validationFraction), seed);

    /// <summary>Parts at random: fractions of the samples for validation and test, all others for training.</summary>
    /// <param name="validationFraction">Fraction for validation, in 0 … 1; the count is rounded to the nearest.</param>
    /// <param name="testFraction">Fraction for the test, in 0 … 1; the count is rounded to the nearest.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation, Dataset Test) SplitByFraction(
        double validationFraction,
        double testFraction,
        int seed
    ) => Split(Share(validationFraction), Share(testFraction), seed);

    /// <summary>The same samples, whose batches carry the labels as one-hot rows: 1 in the label's column, 0 elsewhere.</summary>
    /// <exception cref="InvalidOperationException">The targets are not labels.</exception>
    public Dataset WithOneHotTargets()
    {
        RequireLabels();
        return new Dataset(_samples, _sampleIndices, _labels, null, Outputs, ImageShape, true);
    }

    /// <summary>
    /// A new data set of the same labels with every image changed once. Its values are kept as numbers, 8 bytes each. To train on
    /// images that change from epoch to epoch, give the augmentation to <see cref="MiniBatches"/>.
    /// </summary>
    /// <param name="augmentation">What is done to the images.</param>
    /// <param name="seed">Determines the random numbers.</param>
    /// <exception cref="ArgumentException">The samples are not images, or not such as the augmentation can change.</exception>
    public Dataset Augment(Augmentation augmentation, int seed)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        var augmenter = new Augmenter(augmentation, this, seed);
        var changed = new DenseMatrix(Count, augmenter.OutputShape.Size);
        augmenter.Gather(_samples, _sampleIndices, changed);
        return new Dataset(
            new RealSamples(changed),
            AllIndices(Count),
            [.. _sampleIndices.Select(index => _labels[index])],
            null,
            Outputs,
            augmenter.OutputShape,
            HasOneHotTargets
        );
    }

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
        var sample = new double[Inputs];
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

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count} samples of {(ImageShape is { } shape ? shape.ToString() : $"{Inputs} values")}, "
        + (HasLabels ? $"{Outputs} classes" : $"{Outputs} target values")
        + (HasOneHotTargets ? " (one-hot)" : "");

    /// <summary>A batch whose memory can be filled again and again.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="augmenter">What it will be filled by, where the images are changed.</param>
    internal Batch NewBatch(int count, Augmenter? augmenter = null)
    {
        bool asLabels = HasLabels && !HasOneHotTargets;
        int[] batchLabels = asLabels ? new int[count] : [];
        Targets targets = asLabels
            ? Targets.FromLabels(batchLabels, Outputs)
            : Targets.FromValues(new DenseMatrix(count, Outputs));
        int width = augmenter?.OutputShape.Size ?? Inputs;
        return new Batch(new DenseMatrix(count, width), targets, batchLabels);
    }

    /// <summary>Fills a batch with chosen samples.</summary>
    /// <param name="indices">Indices in 0 … N−1, as many as the batch has rows.</param>
    /// <param name="batch">Made by <see cref="NewBatch"/>.</param>
    /// <param name="scratch">Room for as many indices.</param>
    /// <param name="augmenter">Changes the images; the one that the batch was made for.</param>
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
        if (batch.Targets.AreLabels)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                batch.LabelBuffer[i] = _labels[rows[i]];
            }

            return;
        }

        Matrix<double> targets = batch.Targets.Values!;
        for (int column = 0; column < Outputs; column++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i];
                targets.At(
                    i,
                    column,
                    _values is not null ? _values.At(row, column)
                        : _labels[row] == column ? 1
                        : 0
                );
            }
        }
    }

    private Dataset[] Parts(int seed, params ReadOnlySpan<long> counts)
    {
        foreach (long count in counts)
        {
            if (count < 1)
            {
                throw new ArgumentException(
                    $"Each part of {Count} samples needs at least one, got parts of {string.Join(", ", counts.ToArray())}."
                );
            }
        }

        int[] order = AllIndices(Count);
        RandomNumbers.Create("split", seed).ShuffleInPlace<int>(order);
        var parts = new Dataset[counts.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Subset(order.AsSpan(start, (int)counts[i]));
            start += (int)counts[i];
        }

        return parts;
    }

    private int Share(double fraction) =>
        fraction is >= 0 and <= 1
            ? (int)Math.Round(fraction * Count)
            : throw new ArgumentOutOfRangeException(
                nameof(fraction),
                Invariant($"A part is a fraction in 0 … 1 of the samples, got {fraction}.")
            );

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

    private static void CheckCounts(Matrix<double> input, int targets, string what)
    {
        if (input.RowCount != targets)
        {
            throw new ArgumentException(
                Invariant($"{input.RowCount} samples need as many {what}, got {targets}.")
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

    private static void RejectNotFinite(Matrix<double> matrix, string name)
    {
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            for (int row = 0; row < matrix.RowCount; row++)
            {
                if (!double.IsFinite(matrix.At(row, column)))
                {
                    throw new ArgumentException(
                        Invariant(
                            $"Expected finite values, got {matrix.At(row, column)} in row {row}, column {column}."
                        ),
                        name
                    );
                }
            }
        }
    }

    private void RequireLabels()
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException(
                "The targets of this data set are values, not labels."
            );
        }
    }

    private int Checked(int index) =>
        (uint)index < (uint)Count
            ? index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                Invariant($"Sample {index} is outside 0 … {Count - 1}.")
            );
}
