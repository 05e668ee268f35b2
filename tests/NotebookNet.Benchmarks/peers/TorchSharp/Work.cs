using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>What to train.</summary>
internal sealed record NetworkDescription(
    int[] Sizes,
    string Optimizer,
    double LearningRate,
    bool BatchNormalization,
    int BatchSize
);

/// <summary>The folder that the benchmark hands over: the networks, their initial weights and the orders of the samples.</summary>
/// <param name="folder">That folder.</param>
/// <param name="data">The folder with MNIST.</param>
internal sealed class Work(string folder, string data)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The training images, 60000×784 bytes.</summary>
    public byte[] Images() => Idx("train-images-idx3-ubyte.gz", header: 16);

    /// <summary>The labels, 0 … 9.</summary>
    public byte[] Labels() => Idx("train-labels-idx1-ubyte.gz", header: 8);

    /// <summary>The samples, one mini-batch after another.</summary>
    public int[] Order(int number) => Values<int>($"{number}.i32");

    /// <summary>A network.</summary>
    public NetworkDescription Network(string name) =>
        JsonSerializer.Deserialize<NetworkDescription>(
            File.ReadAllText(Path.Combine(folder, $"{name}.json")),
            Json
        )!;

    /// <summary>The inputs×outputs weights of each affine layer, one after another, row after row.</summary>
    public double[] Weights(string name) => Values<double>($"{name}.f64");

    private T[] Values<T>(string name)
        where T : struct =>
        MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    private byte[] Idx(string name, int header)
    {
        using var stream = new GZipStream(
            File.OpenRead(Path.Combine(data, name)),
            CompressionMode.Decompress
        );
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray()[header..];
    }
}
