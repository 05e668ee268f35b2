namespace NotebookNet;

/// <summary>
/// Sine and cosine of an angle in turns, the same bits on every machine (those of <see cref="Math"/> are the platform's), and
/// exact at every quarter of a turn.
/// </summary>
internal static class SinCos
{
    /// <summary>The sine and the cosine of 2π·turns, with one for a whole turn: degrees/360.</summary>
    public static (double Sin, double Cos) OfTurns(double turns)
    {
        turns = Math.IEEERemainder(turns, 1);
        double quarters = Math.Round(4 * turns);
        double x = 2 * Math.PI * (turns - (quarters / 4));
        double square = x * x;
        double sin = x * Series(square, 15);
        double cos = Series(square, 16);
        return ((long)quarters & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>1 − s/(n·(n−1))·(1 − …), Taylor's series from its last term on; |x| ≤ π/4 leaves an error below 1e-16.</summary>
    private static double Series(double square, int last)
    {
        double sum = 1;
        for (int n = last; n >= 2; n -= 2)
        {
            sum = 1 - (square / (n * (n - 1)) * sum);
        }

        return sum;
    }
}
