using MathNet.Numerics.Random;

namespace NotebookNet;

/// <summary>
/// Random numbers that are the same on every machine for the same seed: the generator's algorithm is fixed (xoshiro256**,
/// Blackman and Vigna 2018, as MathNet implements it), and so is each distribution's. Whatever in this library takes a seed
/// draws from a stream of its own: of one seed, weights, batches, dropout and augmentation have nothing to do with each other.
/// </summary>
/// <example><code>
/// Random random = RandomNumbers.Create("noise", seed: 1);
/// double[] noisy = [.. y.Select(value => value + (0.1 * random.NextGaussian()))];
/// </code></example>
public static class RandomNumbers
{
    /// <summary>
    /// The generator for the weights of a seed: one for all layers of a network that are built one after another.
    /// <see cref="Network.FullyConnected"/> draws from it too.
    /// </summary>
    /// <param name="seed">Any number.</param>
    public static Random Create(int seed) => new Xoshiro256StarStar(seed, threadSafe: false);

    /// <summary>A generator for a purpose of one's own: of one seed, different purposes give different numbers.</summary>
    /// <param name="purpose">What the numbers are for, in any words.</param>
    /// <param name="seed">Any number.</param>
    public static Random Create(string purpose, int seed)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);

        // FNV-1a over the text (Fowler, Noll and Vo, 1991): string.GetHashCode differs from run to run.
        uint hash = 2166136261;
        foreach (char letter in purpose)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return Create(DerivedSeed(seed, hash));
    }

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

    /// <summary>A draw from the uniform distribution on minimum … maximum.</summary>
    internal static double NextUniform(this Random random, double minimum, double maximum) =>
        minimum + ((maximum - minimum) * random.NextDouble());

    /// <summary>A seed made of a seed and of what it is for: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014) over both.</summary>
    internal static int DerivedSeed(int seed, uint purpose)
    {
        ulong z = ((ulong)(uint)seed << 32) | purpose;
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }
}
