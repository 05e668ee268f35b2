using System.Runtime.InteropServices;
using System.Text.Json;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>A network and how it is trained: what every side of a comparison does.</summary>
/// <param name="Key">What it is called in files and commands.</param>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Sizes">Columns of the input, of each hidden layer and of the output.</param>
/// <param name="Optimizer">"SGD" or "Adam", with its usual parameters.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="BatchNormalization">Whether each hidden layer is normalized before its ReLU.</param>
public sealed record TrainingCase(
    string Key,
    string Name,
    IReadOnlyList<int> Sizes,
    string Optimizer,
    double LearningRate,
    bool BatchNormalization = false
)
{
    /// <summary>Determines the initial weights and the order of the samples.</summary>
    public const int Seed = 1;

    private const int SamplesInBatch = 100;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The networks that are compared.</summary>
    public static IReadOnlyList<TrainingCase> All { get; } =
    [
        new("small", "784-50-10, SGD", [784, 50, 10], "SGD", 0.1),
        new("deep", "784-100×4-10, Adam", [784, 100, 100, 100, 100, 10], "Adam", 0.001),
        new(
            "normalized",
            "784-100×5-10 with batch normalization, SGD",
            [784, 100, 100, 100, 100, 100, 10],
            "SGD",
            0.1,
            BatchNormalization: true
        ),
        new("wide", "784-512-512-10, SGD", [784, 512, 512, 10], "SGD", 0.1),
    ];

    /// <summary>Number of samples in a mini-batch.</summary>
    public int BatchSize => SamplesInBatch;

    /// <summary>
    /// Floating-point operations of a step's matrix products, an addition and a multiplication each: X·W and Xᵀ·dY in every
    /// affine layer, and dY·Wᵀ in all but the first.
    /// </summary>
    public double ProductOperations() =>
        Sizes
            .Zip(Sizes.Skip(1))
            .Select(
                (size, layer) => 2.0 * BatchSize * size.First * size.Second * (layer == 0 ? 2 : 3)
            )
            .Sum();

    /// <summary>The network with its initial weights: He's, the same at every call.</summary>
    public Network CreateNetwork()
    {
        Random random = RandomNumbers.Create(Seed);
        var layers = new List<ILayer>();
        for (int i = 1; i < Sizes.Count; i++)
        {
            layers.Add(new Affine(Sizes[i - 1], Sizes[i], Initializer.He, random));
            if (i < Sizes.Count - 1)
            {
                if (BatchNormalization)
                {
                    layers.Add(new BatchNormalization(Sizes[i]));
                }

                layers.Add(new ReLU());
            }
        }

        return new Network(Sizes[0], layers, new SoftmaxCrossEntropy());
    }

    /// <summary>A new optimizer.</summary>
    public Optimizer CreateOptimizer() =>
        Optimizer switch
        {
            "SGD" => new SGD(LearningRate),
            "Adam" => new Adam(LearningRate),
            _ => throw new NotSupportedException($"{Name}: no optimizer is called {Optimizer}."),
        };

    /// <summary>A new training: each call makes one step of it.</summary>
    public Action CreateStep(Dataset training)
    {
        Network network = CreateNetwork();
        Optimizer optimizer = CreateOptimizer();
        var batches = new MiniBatches(training, BatchSize, seed: Seed);
        return () =>
        {
            network.Backpropagate(batches.Next());
            optimizer.Update(network.Parameters);
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Writes what a side in another language needs: KEY.json, and KEY.f64 with the weights of each affine layer, row after row.</summary>
    /// <param name="folder">Where the files go.</param>
    public void Write(string folder)
    {
        File.WriteAllText(
            Path.Combine(folder, $"{Key}.json"),
            JsonSerializer.Serialize(this, Json)
        );
        using var weights = new BinaryWriter(File.Create(Path.Combine(folder, $"{Key}.f64")));
        foreach (Affine layer in CreateNetwork().Layers.OfType<Affine>())
        {
            foreach (double weight in layer.Weight.ToRowMajorArray())
            {
                weights.Write(weight);
            }
        }
    }

    /// <summary>
    /// Writes ORDER.i32, the samples one mini-batch after another, for ORDER = 0, 1, …: 0 is the order in which
    /// <see cref="MiniBatches"/> takes them in its first epoch; in the others each mini-batch has the same samples, shuffled.
    /// </summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="count">Number of orders.</param>
    public static void WriteOrders(string folder, int count)
    {
        int[] order = [.. Enumerable.Range(0, 60_000)];
        RandomNumbers.Create("batches", Seed).ShuffleInPlace<int>(order);
        Random random = RandomNumbers.Create("orders", Seed);
        for (int number = 0; number < count; number++)
        {
            File.WriteAllBytes(
                Path.Combine(folder, $"{number}.i32"),
                MemoryMarshal.AsBytes<int>(order).ToArray()
            );
            for (int start = 0; start < order.Length; start += SamplesInBatch)
            {
                random.ShuffleInPlace(order.AsSpan(start, SamplesInBatch));
            }
        }
    }
}
