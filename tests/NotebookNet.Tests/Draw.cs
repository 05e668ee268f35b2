using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests;

/// <summary>Random matrices for tests, the same at every run.</summary>
internal static class Draw
{
    public static Matrix<double> Normal(int rows, int columns, int seed, double scale = 1)
    {
        Random random = RandomNumbers.Create(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => scale * random.NextGaussian());
    }

    /// <summary>Numbers that are at least 0.01 away from 0, where ReLU and the L1 norm have no derivative.</summary>
    public static Matrix<double> AwayFromZero(int rows, int columns, int seed) =>
        Normal(rows, columns, seed).Map(x => x + (x < 0 ? -0.01 : 0.01));

    public static int[] Labels(int count, int classes, int seed)
    {
        Random random = RandomNumbers.Create(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }
}
