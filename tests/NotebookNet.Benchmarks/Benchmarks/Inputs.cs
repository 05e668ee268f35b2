using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Benchmarks;

/// <summary>What benchmarks are given.</summary>
internal static class Inputs
{
    /// <summary>Number of samples in a batch.</summary>
    public const int BatchSize = 100;

    /// <summary>A matrix of normally distributed numbers, the same for the same shape.</summary>
    public static DenseMatrix Normal(int rows, int columns)
    {
        Random random = RandomNumbers.Create(seed: 1);
        return DenseMatrix.Create(rows, columns, (_, _) => random.NextGaussian());
    }

    /// <summary>A label in 0 … 9 for each sample of a batch.</summary>
    public static Targets Labels() =>
        Targets.FromLabels([.. Enumerable.Range(0, BatchSize).Select(i => i % 10)], 10);
}
