using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Benchmarks;

/// <summary>The three products of an affine layer, for the layers of the compared networks.</summary>
public class ProductBenchmarks
{
    private DenseMatrix input = null!;
    private DenseMatrix weight = null!;
    private DenseMatrix output = null!;

    [Params("784→50", "50→10", "784→100", "100→100", "784→512", "512→512", "512→10")]
    public string Layer { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Control.MaxDegreeOfParallelism = Threads;
        int[] sizes = [.. Layer.Split('→').Select(int.Parse)];
        input = Inputs.Normal(Inputs.BatchSize, sizes[0]);
        weight = Inputs.Normal(sizes[0], sizes[1]);
        output = Inputs.Normal(Inputs.BatchSize, sizes[1]);
    }

    [Benchmark(Description = "Y = X·W")]
    public void Forward() => MatrixProduct.Multiply(input, weight, output);

    [Benchmark(Description = "dW = Xᵀ·dY")]
    public void WeightGradient() => MatrixProduct.TransposeThisAndMultiply(input, output, weight);

    [Benchmark(Description = "dX = dY·Wᵀ")]
    public void InputGradient() => MatrixProduct.TransposeAndMultiply(output, weight, input);
}
