namespace NotebookNet.Kernels.Tests;

/// <summary>Draws of numbers that are hard to multiply and add, the same at every run.</summary>
internal static class Numbers
{
    private static readonly double[] s_special =
    [
        0.0,
        -0.0,
        1.0,
        -1.0,
        double.Epsilon,
        -double.Epsilon,
        2.2250738585072014e-308,
        -2.2250738585072009e-308,
        double.MaxValue,
        double.MinValue,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NaN,
        Math.BitIncrement(1.0),
        Math.BitDecrement(1.0),
        Math.ScaleB(1.0, 480),
        Math.ScaleB(1.0, -480),
        Math.BitIncrement(Math.ScaleB(1.0, 480)),
        Math.BitDecrement(Math.ScaleB(1.0, -480)),
        Math.ScaleB(1.0, 996),
        Math.ScaleB(-1.0, -969),
    ];

    /// <summary>What a training has: numbers around 0, and many zeros.</summary>
    public static double Usual(Random random) =>
        random.Next(4) == 0 ? 0 : random.NextDouble() - 0.5;

    /// <summary>Few bits, and sums of them with numbers of many: half of an ulp is lost exactly again and again.</summary>
    public static double Short(Random random) =>
        random.Next(3) == 0
            ? Math.ScaleB(random.NextDouble() - 0.5, random.Next(4))
            : Math.ScaleB(random.Next(-8, 9), random.Next(-4, 1));

    /// <summary>Magnitudes from 10⁻¹⁴⁴ to 10¹⁴⁴.</summary>
    public static double Wide(Random random) =>
        Math.ScaleB(random.NextDouble() - 0.5, random.Next(-470, 471));

    /// <summary>Any 64 bits.</summary>
    public static double Any(Random random) =>
        BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));

    /// <summary>Borders of what a double can hold, and of what the exact module takes the quick way.</summary>
    public static double Special(Random random) =>
        random.Next(3) == 0 ? Any(random) : s_special[random.Next(s_special.Length)];

    public static double[] Draw(int count, int seed, Func<Random, double> draw)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => draw(random))];
    }
}
