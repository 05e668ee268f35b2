using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Data;

/// <summary>Expected numbers: reference/mnist_statistics.py.</summary>
public sealed class MnistTests : IDisposable
{
    private static readonly Lazy<Mnist> s_whole = new(Mnist.Load);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool, int[], int[], double, double> Statistics =>
        new()
        {
            {
                true,
                [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
                [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
                0.1306604762738429,
                0.3081078038564622
            },
            {
                false,
                [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
                [7, 2, 1, 0, 4, 1, 4, 9, 5, 9],
                0.13251460584233699,
                0.3104802479305348
            },
        };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Load_gives_the_counts_and_the_grey_values_that_NumPy_reads(
        bool train,
        int[] perClass,
        int[] firstLabels,
        double mean,
        double standardDeviation
    )
    {
        Dataset data = train ? s_whole.Value.Train : s_whole.Value.Test;
        int[] labels = [.. Enumerable.Range(0, data.Count).Select(data.Label)];
        Assert.Equal(new ImageShape(28, 28), data.ImageShape);
        Assert.Equal(10, data.OutputCount);
        Assert.Equal(
            perClass,
            labels.CountBy(label => label).OrderBy(c => c.Key).Select(c => c.Value)
        );
        Assert.Equal(firstLabels, labels[..10]);

        double sum = 0;
        double squares = 0;
        var indices = new int[500];
        for (int start = 0; start < data.Count; start += indices.Length)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = start + i;
            }

            Matrix<double> input = data.Batch(indices).Input;
            sum += input.Enumerate().Sum();
            squares += input.Enumerate().Sum(v => v * v);
        }

        double count = (double)data.Count * data.InputCount;
        Assert.Equal(mean, sum / count, 1e-12);
        Assert.Equal(
            standardDeviation,
            Math.Sqrt((squares / count) - (sum / count * (sum / count))),
            1e-12
        );
    }

    [Fact]
    public void Load_keeps_the_pixels_in_their_places()
    {
        Vector<double> first = s_whole.Value.Train.Sample(0);
        Assert.Equal(27525 / 255.0, first.Sum(), 1e-10);
        Assert.Equal(11192964 / 255.0, first.Select((v, i) => v * i).Sum(), 1e-7);
        Assert.Equal(20920 / 255.0, s_whole.Value.Train.Sample(59_999).Sum(), 1e-10);
        Assert.Equal(41833 / 255.0, s_whole.Value.Test.Sample(9_999).Sum(), 1e-10);
    }

    [Fact]
    public void Load_allocates_one_byte_a_pixel_and_little_else()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Mnist mnist = Mnist.Load();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(mnist);
        Assert.InRange(allocated, 70_000 * 784L, 56_000_000);
    }

    [Fact]
    public void Load_reads_images_of_another_size_from_a_folder()
    {
        WriteAll();
        Mnist mnist = Mnist.Load(_folder.Path);
        Assert.Equal(new ImageShape(2, 3), mnist.Train.ImageShape);
        Assert.Equal(3, mnist.Train.Count);
        Assert.Equal(2, mnist.Test.Count);
        Assert.Equal(
            [6 / 255.0, 7 / 255.0, 8 / 255.0, 9 / 255.0, 10 / 255.0, 11 / 255.0],
            mnist.Train.Sample(1)
        );
        Assert.Equal([9, 0, 3], Enumerable.Range(0, 3).Select(mnist.Train.Label));
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    [InlineData("t10k-images-idx3-ubyte.gz")]
    [InlineData("t10k-labels-idx1-ubyte.gz")]
    public void Load_names_the_file_that_is_missing_and_says_where_it_comes_from(string name)
    {
        WriteAll();
        string path = Path.Combine(_folder.Path, name);
        File.Delete(path);
        var error = Assert.Throws<FileNotFoundException>(() => Mnist.Load(_folder.Path));
        Assert.Contains(path, error.Message);
        Assert.Contains("README", error.Message);
    }

    [Fact]
    public void Load_rejects_more_images_than_labels()
    {
        WriteAll();
        string path = _folder.Write(
            "train-labels-idx1-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Labels(1, 2))
        );
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder.Path));
        Assert.Contains("3 images (count at offset 4)", error.Message);
        Assert.Contains($"{path} 2 labels (count at offset 4)", error.Message);
    }

    [Fact]
    public void Load_rejects_a_label_of_10()
    {
        WriteAll();
        string path = _folder.Write(
            "t10k-labels-idx1-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Labels(9, 10))
        );
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder.Path));
        Assert.Contains($"{path}: label 10 at offset 9 is outside 0 … 9", error.Message);
    }

    [Fact]
    public void Load_rejects_images_in_the_place_of_labels()
    {
        WriteAll();
        string path = _folder.Write(
            "train-labels-idx1-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Images(3))
        );
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder.Path));
        Assert.Contains(path, error.Message);
        Assert.Contains("expected the magic number 2049 at offset 0", error.Message);
    }

    [Fact]
    public void Load_rejects_training_and_test_images_of_different_sizes()
    {
        WriteAll();
        _folder.Write(
            "t10k-images-idx3-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Idx(2051, [2, 3, 2], new byte[12]))
        );
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Load(_folder.Path));
        Assert.Contains("2×3", error.Message);
        Assert.Contains("3×2", error.Message);
    }

    private void WriteAll()
    {
        _folder.Write(
            "train-images-idx3-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Images(3))
        );
        _folder.Write(
            "train-labels-idx1-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Labels(9, 0, 3))
        );
        _folder.Write("t10k-images-idx3-ubyte.gz", TemporaryFolder.Gzip(TemporaryFolder.Images(2)));
        _folder.Write(
            "t10k-labels-idx1-ubyte.gz",
            TemporaryFolder.Gzip(TemporaryFolder.Labels(1, 2))
        );
    }
}
