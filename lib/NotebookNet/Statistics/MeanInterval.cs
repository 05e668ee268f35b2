using MathNet.Numerics.Distributions;
using static System.Globalization.CultureInfo;

namespace NotebookNet;

/// <summary>
/// The mean of independent values, such as the differences of paired runs, and the interval in which the mean of all such values is to be
/// expected: x̄ ± t·s/√n, with the standard deviation s = √(Σ(xᵢ − x̄)²/(n − 1)) and the quantile t of Student's distribution of n − 1
/// degrees of freedom (Student, "The probable error of a mean", Biometrika 6, 1908). It assumes values that are about normal, or many.
/// </summary>
/// <example><code>
/// double[] with = [0.121, 0.119, 0.125], without = [0.142, 0.133, 0.141];
/// MeanInterval gain = MeanInterval.Of(without.Zip(with, (a, b) => a - b));   // 0.0170 ± 0.0090
/// </code></example>
public sealed record MeanInterval
{
    private MeanInterval(double mean, double halfWidth) => (Mean, HalfWidth) = (mean, halfWidth);

    /// <summary>The values' mean x̄.</summary>
    public double Mean { get; }

    /// <summary>t·s/√n: 0 when all values are equal.</summary>
    public double HalfWidth { get; }

    /// <summary>Where the interval begins.</summary>
    public double Low => Mean - HalfWidth;

    /// <summary>Where it ends.</summary>
    public double High => Mean + HalfWidth;

    /// <summary>The interval of some values.</summary>
    /// <param name="values">At least two, all finite.</param>
    /// <param name="confidence">In how many of all samples such an interval holds the true mean, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not above 0 and below 1.</exception>
    public static MeanInterval Of(IEnumerable<double> values, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        Guard.BetweenZeroAndOne(confidence);
        double[] x = [.. values];
        if (x.Length < 2)
        {
            throw new ArgumentException(
                $"An interval needs at least 2 values, got {x.Length}.",
                nameof(values)
            );
        }

        if (Array.FindIndex(x, value => !double.IsFinite(value)) is >= 0 and int wrong)
        {
            throw new ArgumentException(
                Invariant($"Expected finite values, value {wrong} of {x.Length} is {x[wrong]}."),
                nameof(values)
            );
        }

        double mean = x.Sum(value => value / x.Length);
        double deviation = Math.Sqrt(
            x.Sum(value => (value - mean) * (value - mean)) / (x.Length - 1)
        );
        double quantile = StudentT.InvCDF(0, 1, x.Length - 1, (1 + confidence) / 2);
        return new MeanInterval(mean, quantile * deviation / Math.Sqrt(x.Length));
    }

    /// <summary>Mean and half width, such as "0.0170 ± 0.0090": two significant digits of the half width, as many decimals of the mean.</summary>
    public override string ToString()
    {
        int decimals =
            HalfWidth == 0 ? 4 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(HalfWidth)), 0, 15);
        return $"{Mean.ToString($"F{decimals}", InvariantCulture)} ± {HalfWidth.ToString($"F{decimals}", InvariantCulture)}";
    }
}
