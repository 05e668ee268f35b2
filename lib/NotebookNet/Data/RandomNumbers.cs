using MathNet.Numerics.Random;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// Random numbers that are the same on every machine for the same seed: the generator's algorithm is fixed (xoshiro256**,
/// Blackman and Vigna 2018, as MathNet implements it), and so is each distribution's.
/// </summary>
public static class RandomNumbers
{
    /// <summary>A generator for one seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Gives generators of one seed that are independent of each other: one for the weights, one for the batches.</param>
    public static Random Create(int seed, int stream = 0) =>
        new Xoshiro256StarStar(unchecked(seed + (stream * (int)0x9E3779B9)), threadSafe: false);

    /// <summary>A draw from the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar method, 1964).</summary>
    public static double NextGaussian(this Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double u,
            squaredRadius;
        do
        {
            u = (2 * random.NextDouble()) - 1;
            double v = (2 * random.NextDouble()) - 1;
            squaredRadius = (u * u) + (v * v);
        } while (squaredRadius >= 1 || squaredRadius == 0);

        return u * Math.Sqrt(-2 * Elementwise.Log(squaredRadius) / squaredRadius);
    }

    /// <summary>A draw from the uniform distribution on minimum … maximum.</summary>
    internal static double NextUniform(this Random random, double minimum, double maximum) =>
        minimum + ((maximum - minimum) * random.NextDouble());

    /// <summary>Puts the items into a random order, every order equally likely (Fisher and Yates).</summary>
    public static void ShuffleInPlace<T>(this Random random, Span<T> items)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
