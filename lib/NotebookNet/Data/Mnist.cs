using System.Buffers.Binary;
using System.IO.Compression;

namespace NotebookNet;

/// <summary>The MNIST handwritten digits: 60 000 training and 10 000 test images of 28×28 pixels in ten classes.</summary>
/// <param name="Train">The training data.</param>
/// <param name="Test">The test data.</param>
public sealed record Mnist(Dataset Train, Dataset Test)
{
    /// <summary>Loads the four files from the project's <c>data/mnist</c> folder.</summary>
    public static Mnist Load() => Load(Path.Combine(DataDirectory.Find(), "mnist"));

    /// <summary>Loads the four files <c>train-images-idx3-ubyte.gz</c>, … from a folder.</summary>
    /// <param name="directory">The folder.</param>
    public static Mnist Load(string directory) =>
        new(LoadPart(directory, "train", 60_000), LoadPart(directory, "t10k", 10_000));

    private static Dataset LoadPart(string directory, string part, int count)
    {
        byte[] images = Read(
            Path.Combine(directory, $"{part}-images-idx3-ubyte.gz"),
            2051,
            16,
            count * 784
        );
        byte[] labels = Read(
            Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"),
            2049,
            8,
            count
        );
        return Dataset.FromImages(
            images,
            new ImageShape(28, 28),
            [.. labels.Select(label => (int)label)],
            10
        );
    }

    private static byte[] Read(string path, int magic, int headerSize, int length)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[headerSize];
        stream.ReadExactly(header);
        int found = BinaryPrimitives.ReadInt32BigEndian(header);
        if (found != magic)
        {
            throw new InvalidDataException(
                $"{path}: expected the magic number {magic} at offset 0, got {found}."
            );
        }

        var content = new byte[length];
        stream.ReadExactly(content);
        return content;
    }
}
