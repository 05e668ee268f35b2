using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using NotebookNet.Benchmarks.SideBySide;

namespace NotebookNet.Benchmarks;

/// <summary>A training step of each compared network, everything in: the mini-batch, forward, backward, update.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private Network network = null!;
    private Optimizer optimizer = null!;
    private MiniBatches batches = null!;

    /// <summary>The compared networks.</summary>
    public static IEnumerable<TrainingCase> Networks => TrainingCase.All;

    [ParamsSource(nameof(Networks))]
    public TrainingCase Network { get; set; } = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Control.MaxDegreeOfParallelism = Threads;
        network = Network.CreateNetwork();
        optimizer = Network.CreateOptimizer();
        batches = new MiniBatches(Mnist.Load().Train, Network.BatchSize, seed: TrainingCase.Seed);
    }

    [Benchmark]
    public Batch MiniBatch() => batches.Next();

    [Benchmark]
    public double Step()
    {
        double loss = network.Backpropagate(batches.Next());
        optimizer.Update(network.Parameters);
        return loss;
    }
}
