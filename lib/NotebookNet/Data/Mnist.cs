namespace NotebookNet;

/// <summary>
/// The MNIST handwritten digits: 60 000 training and 10 000 test images of 28×28 pixels in ten classes (Y. LeCun, C. Cortes and
/// C. J. C. Burges, 1998). 0 is paper, 1 is ink.
/// </summary>
/// <param name="Train">The training data.</param>
/// <param name="Test">The test data.</param>
/// <example><code>
/// Mnist mnist = Mnist.Load();
/// Plot.ImageGrid([mnist.Train.Sample(0)], 28, 28, [$"{mnist.Train.Label(0)}"])
/// </code></example>
public sealed record Mnist(Dataset Train, Dataset Test)
{
    private const int ClassCount = 10;

    /// <summary>Loads the project's own copy from the folder <c>data/mnist</c> in the working directory or above it or above the library, or from the folder that the environment variable NOTEBOOKNET_DATA names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no <c>data</c> folder.</exception>
    /// <exception cref="FileNotFoundException">One of the four files is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or is not what its name says.</exception>
    public static Mnist Load() => Load(Path.Combine(DataDirectory.Find(), "mnist"));

    /// <summary>
    /// Loads the files <c>train-images-idx3-ubyte.gz</c>, <c>train-labels-idx1-ubyte.gz</c>, <c>t10k-images-idx3-ubyte.gz</c> and
    /// <c>t10k-labels-idx1-ubyte.gz</c> from a folder. A set of the same make with another number or size of images loads too,
    /// such as Fashion-MNIST.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="FileNotFoundException">One of the four files is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or is not what its name says.</exception>
    public static Mnist Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Dataset train = LoadPart(directory, "train");
        Dataset test = LoadPart(directory, "t10k");
        return train.ImageShape == test.ImageShape
            ? new Mnist(train, test)
            : throw new InvalidDataException(
                $"The training images in {directory} are {train.ImageShape}, the test images {test.ImageShape}."
            );
    }

    private static Dataset LoadPart(string directory, string part)
    {
        string images = Path.Combine(directory, $"{part}-images-idx3-ubyte.gz");
        string labels = Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz");
        foreach (string path in (ReadOnlySpan<string>)[images, labels])
        {
            if (!File.Exists(path))
            {
                throw new FileNotFoundException(
                    $"There is no file {path}. The repository holds MNIST's four files in its folder data/mnist, "
                        + $"whose README names their source; {DataDirectory.EnvironmentVariable} can name another data folder.",
                    path
                );
            }
        }

        return FromIdx(images, labels);
    }

    private static Dataset FromIdx(string imagesPath, string labelsPath)
    {
        IdxFile labelFile = IdxFile.Read(labelsPath, 1);
        IdxFile imageFile = IdxFile.Read(imagesPath, 3);
        int[] size = imageFile.Dimensions;
        var labels = new int[labelFile.Content.Length];
        if (size[0] != labels.Length)
        {
            throw new InvalidDataException(
                $"{imagesPath} holds {size[0]} images (count at offset 4), {labelsPath} {labels.Length} labels (count at offset 4)."
            );
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = labelFile.Content[i];
            if (labels[i] >= ClassCount)
            {
                throw new InvalidDataException(
                    $"{labelsPath}: label {labels[i]} at offset {labelFile.ContentOffset + i} is outside 0 … {ClassCount - 1}."
                );
            }
        }

        return Dataset.FromImages(
            imageFile.Content,
            new ImageShape(size[1], size[2]),
            labels,
            ClassCount
        );
    }
}
