namespace NotebookNet;

/// <summary>Numbers of which each is equally likely.</summary>
internal sealed record UniformRange : SearchRange
{
    internal UniformRange(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A uniform range goes from a finite number to a larger one, got {low} to {high}."
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
    public override string ToString() => $"{Format(Low)} … {Format(High)}";

    internal override double Draw(Random random) => At(random.NextDouble());

    internal override IReadOnlyList<double> Spread(int points) => Spread(points, Low, High, At);

    internal override SearchRange Around(IReadOnlyList<double> values) =>
        new UniformRange(values.Min(), values.Max());

    // Both ends are met exactly, and no difference can overflow.
    private double At(double share) => ((1 - share) * Low) + (share * High);
}
