using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Changes images as they are read into a batch.</summary>
internal sealed class Augmenter
{
    /// <summary>Images changed before they are written: as many as a cache line has numbers of a column.</summary>
    private const int BlockRows = 8;

    private readonly IAugmentation augmentation;
    private readonly ImageShape shape;
    private readonly Random random;
    private readonly double[] image;
    private readonly double[] block;

    public Augmenter(IAugmentation augmentation, Dataset dataset, int seed)
    {
        this.augmentation = augmentation;
        shape =
            dataset.ImageShape
            ?? throw new ArgumentException(
                $"Only images can be augmented, and the data set ({dataset}) does not say the shape of its samples.",
                nameof(dataset)
            );
        OutputShape = augmentation.OutputShape(shape);
        random = RandomNumbers.Create(seed, stream: 1);
        image = new double[shape.Size];
        block = new double[BlockRows * OutputShape.Size];
    }

    /// <summary>The shape of the changed images.</summary>
    public ImageShape OutputShape { get; }

    /// <summary>Fills the rows of a matrix with chosen samples, each changed with random numbers of its own.</summary>
    public void Gather(ISamples samples, ReadOnlySpan<int> indices, DenseMatrix destination)
    {
        int width = OutputShape.Size;
        for (int first = 0; first < indices.Length; first += BlockRows)
        {
            int count = Math.Min(BlockRows, indices.Length - first);
            for (int i = 0; i < count; i++)
            {
                samples.CopySample(indices[first + i], image);
                augmentation.Apply(image, shape, block.AsSpan(i * width, width), random);
            }

            for (int column = 0; column < width; column++)
            {
                Span<double> target = destination.Values.AsSpan(
                    (column * indices.Length) + first,
                    count
                );
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = block[(i * width) + column];
                }
            }
        }
    }
}
