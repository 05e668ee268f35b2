namespace NotebookNet.Kernels;

/// <summary>
/// Matrices of independent draws between 0 and one other value. The random bits are those of SplitMix64 (Steele, Lea and
/// Flood, 2014): a counter and a mixing function, a few cycles for two elements, the same on every machine.
/// </summary>
internal static class BernoulliMask
{
    /// <summary>Each element becomes 0 with a probability p, and a value otherwise.</summary>
    /// <param name="mask">Overwritten.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="zeroProbability">p, 0 ≤ p &lt; 1, taken to a multiple of 2⁻³².</param>
    /// <param name="value">What the other elements become.</param>
    public static void Fill(Span<double> mask, ulong key, double zeroProbability, double value)
    {
        long threshold = (long)(zeroProbability * (1L << 32));
        long bits = BitConverter.DoubleToInt64Bits(value);
        int i = 0;
        for (; i + 1 < mask.Length; i += 2)
        {
            ulong draw = Next(ref key);
            mask[i] = Select((uint)draw, threshold, bits);
            mask[i + 1] = Select((uint)(draw >> 32), threshold, bits);
        }

        if (i < mask.Length)
        {
            mask[i] = Select((uint)Next(ref key), threshold, bits);
        }
    }

    /// <summary>0 where draw &lt; threshold, else the value, without a branch: a processor cannot predict a random one.</summary>
    private static double Select(uint draw, long threshold, long bits) =>
        BitConverter.Int64BitsToDouble(bits & ~((draw - threshold) >> 63));

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
