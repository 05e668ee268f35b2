using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Benchmarks;

/// <summary>Each loss on a batch of 100 samples in ten classes, forward and backward.</summary>
[MemoryDiagnoser]
public class LossBenchmarks
{
    private readonly Matrix<double> output = Inputs.Normal(Inputs.BatchSize, 10);
    private readonly Targets labels = Inputs.Labels();

    /// <summary>The losses.</summary>
    public static IEnumerable<ILoss> Losses => [new SoftmaxCrossEntropy(), new MeanSquaredError()];

    [ParamsSource(nameof(Losses))]
    public ILoss Loss { get; set; } = null!;

    [Benchmark]
    public Matrix<double> ForwardAndBackward()
    {
        Loss.Forward(output, labels);
        return Loss.Backward();
    }
}
