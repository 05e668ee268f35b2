using BenchmarkDotNet.Attributes;

namespace NotebookNet.Benchmarks;

/// <summary>Each optimizer's update of one layer of 784×100 weights.</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private const double Rate = 1e-6;
    private readonly Parameter[] parameters = [new("weight", Inputs.Normal(784, 100))];

    /// <summary>The optimizers, with a rate so small that no number of updates takes the weights far.</summary>
    public static IEnumerable<Optimizer> Optimizers =>
        [
            new SGD(Rate),
            new Momentum(Rate),
            new Nesterov(Rate),
            new AdaGrad(Rate),
            new RMSProp(Rate),
            new AdaDelta(Rate),
            new Adam(Rate),
            new AdamW(Rate),
        ];

    [ParamsSource(nameof(Optimizers))]
    public Optimizer Optimizer { get; set; } = null!;

    [GlobalSetup]
    public void Setup() => Inputs.Normal(784, 100).CopyTo(parameters[0].Gradient);

    [Benchmark]
    public void Update() => Optimizer.Update(parameters);
}
