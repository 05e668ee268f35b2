using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Changes images as they are read into a batch.</summary>
internal sealed class Augmenter
{
    /// <summary>Images changed before they are written: as many as a cache line has numbers of a column.</summary>
    private const int BlockRows = 8;

    private readonly Augmentation _augmentation;
    private readonly ImageShape _shape;
    private readonly double[] _image;
    private readonly double[] _block;

    public Augmenter(Augmentation augmentation, Dataset dataset, int seed)
    {
        _augmentation = augmentation;
        _shape =
            dataset.ImageShape
            ?? throw new ArgumentException(
                $"Only images can be augmented, and the data set ({dataset}) does not say the shape of its samples.",
                nameof(dataset)
            );
        OutputShape = augmentation.OutputShape(_shape);
        Random = RandomNumbers.Create("augmentation", seed);
        _image = new double[_shape.Size];
        _block = new double[BlockRows * OutputShape.Size];
    }

    /// <summary>The shape of the changed images.</summary>
    public ImageShape OutputShape { get; }

    /// <summary>Where the draws come from.</summary>
    public Random Random { get; }

    /// <summary>Fills the rows of a matrix with chosen samples, each changed with random numbers of its own.</summary>
    public void Gather(ISamples samples, ReadOnlySpan<int> indices, DenseMatrix destination)
    {
        int width = OutputShape.Size;
        for (int first = 0; first < indices.Length; first += BlockRows)
        {
            int count = Math.Min(BlockRows, indices.Length - first);
            for (int i = 0; i < count; i++)
            {
                Span<double> changed = _block.AsSpan(i * width, width);
                samples.CopySample(indices[first + i], _image);
                _augmentation.Apply(_image, _shape, changed, Random);
                if (Guard.IndexOfNotFinite(changed) is >= 0 and int index)
                {
                    throw new InvalidOperationException(
                        Invariant(
                            $"{_augmentation} made {changed[index]} at index {index} of image {first + i}: an image's values are finite."
                        )
                    );
                }
            }

            for (int column = 0; column < width; column++)
            {
                Span<double> target = destination.Values.AsSpan(
                    (column * indices.Length) + first,
                    count
                );
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = _block[(i * width) + column];
                }
            }
        }
    }
}
