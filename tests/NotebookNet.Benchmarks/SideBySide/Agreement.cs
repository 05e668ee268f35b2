using MathNet.Numerics.Statistics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>How far a side's loss is from NotebookNet's, relatively, and how far it may be.</summary>
/// <param name="Difference">|loss / NotebookNet's loss − 1|.</param>
/// <param name="Tolerance">The largest difference that is rounding.</param>
internal readonly record struct Agreement(double Difference, double Tolerance)
{
    /// <summary>How many orders of the samples within the mini-batches a float32 side trains with.</summary>
    public const int Orders = 9;

    /// <summary>
    /// Steps after which float32 losses are compared. Until then rounding stays rounding; some ten steps later it has turned
    /// the first ReLU on or off, and then it grows into percents within a hundred.
    /// </summary>
    public const int Float32Steps = 10;

    /// <summary>All orders round the pixels and the initial weights alike: their spread does not show that.</summary>
    private const double SpreadsApart = 10;

    private const double Float32Resolution = 1.0 / (1 << 23);

    /// <summary>Orders that are further apart than a tenth of this do not differ by rounding alone.</summary>
    private const double LargestTolerance = 1e-3;

    /// <summary>A loss in double precision against NotebookNet's.</summary>
    public static Agreement OfFloat64(double loss, double expected, double tolerance) =>
        new(Relative(loss, expected), tolerance);

    /// <summary>
    /// The median loss of several orders of summation, mathematically the same training, against NotebookNet's. It may be as far
    /// away as ten times the orders are from each other: the range between their quartiles, which single orders whose ReLU is
    /// turned early do not widen, or float32's resolution where that is more.
    /// </summary>
    public static Agreement OfFloat32(IReadOnlyCollection<double> losses, double expected)
    {
        double spread = Math.Max(losses.InterquartileRange() / expected, Float32Resolution);
        return new(
            Relative(losses.Median(), expected),
            Math.Min(SpreadsApart * spread, LargestTolerance)
        );
    }

    private static double Relative(double loss, double expected) => Math.Abs((loss / expected) - 1);
}
