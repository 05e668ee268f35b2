namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Arrows as one broken line: shaft and two barbs each. The longest is 0.9 of the points' spacing; the heads are shaped in the picture's
/// proportions, so that they look alike on axes of different scale.
/// </summary>
internal sealed class ArrowField
{
    private const double Aspect = 1.75;
    private const double BarbLength = 0.35;
    private const double BarbAngle = 0.45;

    public ArrowField(double[] x, double[] y, double[] u, double[] v, bool sameLength)
    {
        bool IsDrawn(int i) => ((double[])[x[i], y[i], u[i], v[i]]).All(double.IsFinite);
        int[] shown = [.. Enumerable.Range(0, x.Length).Where(IsDrawn)];
        if (shown.Length == 0)
        {
            throw new ArgumentException(
                $"None of the {x.Length} arrows is finite: nothing to draw."
            );
        }
        (double lowX, double highX) = Extent([.. shown.Select(i => x[i])]);
        (double lowY, double highY) = Extent([.. shown.Select(i => y[i])]);
        double spanX = highX - lowX;
        double spanY = highY - lowY;
        // Lengths on the picture, whose width is Aspect and whose height is 1.
        double perX = Aspect / spanX;
        double perY = 1 / spanY;
        double spacing = Math.Min(0.5, 1 / Math.Max(1, Math.Sqrt(shown.Length) - 1));
        double longest = shown.Max(i => Length(u[i] * perX, v[i] * perY));

        List<double> lineX = [];
        List<double> lineY = [];
        double[] ends = [lowX, highX, lowY, highY];
        void Point(double px, double py)
        {
            lineX.Add(Numbers.Round(px / perX, 5));
            lineY.Add(Numbers.Round(py / perY, 5));
            ends[0] = Math.Min(ends[0], px / perX);
            ends[1] = Math.Max(ends[1], px / perX);
            ends[2] = Math.Min(ends[2], py / perY);
            ends[3] = Math.Max(ends[3], py / perY);
        }
        foreach (int i in shown)
        {
            double du = u[i] * perX;
            double dv = v[i] * perY;
            double length = Length(du, dv);
            if (length == 0)
            {
                continue;
            }
            double drawnLength = 0.9 * spacing * (sameLength ? 1 : length / longest);
            double cos = du / length;
            double sin = dv / length;
            double tailX = x[i] * perX;
            double tailY = y[i] * perY;
            double tipX = tailX + (drawnLength * cos);
            double tipY = tailY + (drawnLength * sin);
            double barb = Math.Min(BarbLength * drawnLength, 0.25 * spacing);
            double turn = Math.Atan2(sin, cos);
            Point(tailX, tailY);
            foreach (double side in (ReadOnlySpan<double>)[turn - BarbAngle, turn + BarbAngle])
            {
                Point(tipX, tipY);
                Point(tipX - (barb * Math.Cos(side)), tipY - (barb * Math.Sin(side)));
            }
            lineX.Add(double.NaN);
            lineY.Add(double.NaN);
            Count++;
        }
        X = [.. lineX];
        Y = [.. lineY];
        RangeX = Widened(ends[0], ends[1], 0.03 * spanX);
        RangeY = Widened(ends[2], ends[3], 0.03 * spanY);
    }

    public double[] X { get; }

    public double[] Y { get; }

    public double[] RangeX { get; }

    public double[] RangeY { get; }

    public int Count { get; }

    private static double Length(double u, double v) => Math.Sqrt((u * u) + (v * v));

    private static double[] Widened(double low, double high, double by) =>
        [Numbers.Round(low - by, 4), Numbers.Round(high + by, 4)];

    private static (double Low, double High) Extent(double[] values)
    {
        double low = values.Min();
        double high = values.Max();
        return low < high ? (low, high) : (low - 1, high + 1);
    }
}
