using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Benchmarks;

/// <summary>Each layer on a batch of 100 samples, forward and backward.</summary>
[MemoryDiagnoser]
public class LayerBenchmarks
{
    private readonly Dictionary<string, Func<int, ILayer>> layers = new()
    {
        ["Affine"] = size => new Affine(
            size,
            size,
            Initializer.Normal(0.1),
            RandomNumbers.Create(seed: 1)
        ),
        ["ReLU"] = _ => new ReLU(),
        ["Sigmoid"] = _ => new Sigmoid(),
        ["Tanh"] = _ => new Tanh(),
        ["BatchNormalization"] = size => new BatchNormalization(size),
        ["Dropout"] = _ => new Dropout(0.2, RandomNumbers.Create(seed: 1)),
    };

    private ILayer layer = null!;
    private Matrix<double> input = null!;
    private Matrix<double> outputGradient = null!;

    /// <summary>The layers' names.</summary>
    public IEnumerable<string> Layers => layers.Keys;

    [ParamsSource(nameof(Layers))]
    public string Layer { get; set; } = "";

    [Params(100, 512)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        layer = layers[Layer](Size);
        input = Inputs.Normal(Inputs.BatchSize, Size);
        outputGradient = Inputs.Normal(Inputs.BatchSize, Size);
        layer.Forward(input, training: true);
    }

    [Benchmark]
    public Matrix<double> Forward() => layer.Forward(input, training: true);

    [Benchmark]
    public Matrix<double> Backward() => layer.Backward(outputGradient);
}
