using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// Samples and their targets. What is made of a data set (<see cref="Take"/>, <see cref="Subset"/>, <see cref="Shuffle"/>,
/// <see cref="Split(int, int)"/>, <see cref="Folds"/>) shares its memory.
/// </summary>
/// <example><code>
/// Matrix&lt;double&gt; input = Matrix&lt;double&gt;.Build.DenseOfArray(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
/// Dataset exclusiveOr = Dataset.FromMatrix(input, [0, 1, 1, 0], classCount: 2);
/// (Dataset train, Dataset validation) = exclusiveOr.Shuffle(seed: 1).Split(validationCount: 1, seed: 2);
/// </code></example>
public sealed partial class Dataset
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
        int outputCount,
        ImageShape? imageShape
    )
    {
        _samples = samples;
        _sampleIndices = sampleIndices;
        _labels = labels;
        _values = values;
        OutputCount = outputCount;
        ImageShape = imageShape;
    }

    /// <summary>Number of samples N.</summary>
    public int Count => _sampleIndices.Length;

    /// <summary>Number of values D in a sample: what a network for it takes.</summary>
    public int InputCount => _samples.Width;

    /// <summary>Number of classes, or of target values per sample, C: what a network for it gives.</summary>
    public int OutputCount { get; }

    /// <summary>Whether each sample belongs to a class, its label; otherwise its target is a row of numbers (a regression).</summary>
    public bool HasLabels => _values is null;

    /// <summary>The shape of a sample where it is an image.</summary>
    public ImageShape? ImageShape { get; }

    /// <summary>
    /// The samples, N×D, one a row: a new matrix at each call, of 8·N·D bytes (376 MB for MNIST's training images, which take 47 MB as
    /// they are kept), so keep it in a variable rather than to ask again.
    /// </summary>
    /// <example><code>Matrix&lt;double&gt; pixels = training.Take(1000).Inputs;</code></example>
    public Matrix<double> Inputs => ToBatch().Input;

    /// <summary>The N labels in the samples' order: a new array at each call, of 4·N bytes.</summary>
    /// <exception cref="InvalidOperationException">The targets are not labels.</exception>
    /// <example><code>int sevens = training.Labels.Count(label => label == 7);</code></example>
    public int[] Labels
    {
        get
        {
            RequireLabels();
            return [.. _sampleIndices.Select(index => _labels[index])];
        }
    }

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

        return FromLabelled(new PixelSamples(pixels, shape.Size), labels, classCount, shape);
    }

    /// <summary>Samples with labels. A dense matrix is kept, not copied, and so are the labels.</summary>
    /// <param name="input">N×D, one sample a row, finite.</param>
    /// <param name="labels">N labels, each in 0 … <paramref name="classCount"/>−1.</param>
    /// <param name="classCount">Number of classes, ≥ 1.</param>
    /// <param name="imageShape">The shape of a sample where it is an image; augmentations take values in 0 … 1 only.</param>
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
        if (imageShape?.Checked().Size is { } size && size != input.ColumnCount)
        {
            throw new ArgumentException(
                $"Images of {imageShape} have {size} values, got {input.ColumnCount} columns.",
                nameof(imageShape)
            );
        }

        return FromLabelled(new RealSamples(Guard.Finite(input)), labels, classCount, imageShape);
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
        return new Dataset(
            new RealSamples(Guard.Finite(input)),
            AllIndices(input.RowCount),
            [],
            Guard.Finite(targets),
            targets.ColumnCount,
            null
        );
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
        return FromLabelled(new RealSamples(changed), Labels, OutputCount, augmenter.OutputShape);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count} samples of {(ImageShape is { } shape ? shape.ToString() : $"{InputCount} values")}, "
        + (HasLabels ? $"{OutputCount} classes" : $"{OutputCount} target values");

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
