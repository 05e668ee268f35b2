using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>Positive numbers whose logarithm is equally likely everywhere.</summary>
internal sealed record LogUniformRange : SearchRange
{
    internal LogUniformRange(double low, double high)
    {
        if (!(low > 0) || !double.IsFinite(high) || low > high)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A log-uniform range goes from a positive number to a larger finite one, got {low} to {high}."
                )
            );
        }

        Low = low;
        High = high;
    }

    /// <summary>The smallest value.</summary>
    public double Low { get; }

    /// <summary>The largest value.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override string Format(double value) => FormatNumber(value);

    /// <inheritdoc/>
    public override string ToString() => $"{Format(Low)} … {Format(High)} (log)";

    internal override double Draw(Random random) => At(random.NextDouble());

    internal override IReadOnlyList<double> Spread(int points) => Spread(points, Low, High, At);

    internal override SearchRange Around(IReadOnlyList<double> values) =>
        new LogUniformRange(values.Min(), values.Max());

    private double At(double share)
    {
        double logarithm = ((1 - share) * Elementwise.Log(Low)) + (share * Elementwise.Log(High));
        return share switch
        {
            0 => Low,
            1 => High,
            _ => Math.Clamp(Elementwise.Exp(logarithm), Low, High),
        };
    }
}
