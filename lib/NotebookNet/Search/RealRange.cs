namespace NotebookNet;

/// <summary>Numbers of which each is equally likely, or positive ones whose logarithm is.</summary>
internal sealed record RealRange : SearchRange
{
    internal RealRange(double low, double high, bool isLogarithmic)
    {
        if (
            !double.IsFinite(low)
            || !double.IsFinite(high)
            || low > high
            || (isLogarithmic && low <= 0)
        )
        {
            string what = isLogarithmic
                ? "A log-uniform range goes from a positive number to a larger finite one"
                : "A uniform range goes from a finite number to a larger one";
            throw new ArgumentException(Invariant($"{what}, got {low} to {high}."));
        }

        (Low, High, IsLogarithmic) = (low, high, isLogarithmic);
    }

    /// <summary>The smallest value.</summary>
    public double Low { get; }

    /// <summary>The largest value.</summary>
    public double High { get; }

    /// <summary>Whether it is the logarithm that is equally likely everywhere.</summary>
    public bool IsLogarithmic { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Format(Low)} … {Format(High)}{(IsLogarithmic ? " (log)" : "")}";

    internal override double Draw(Random random) => At(random.NextDouble());

    internal override IReadOnlyList<double> Spread(int points) =>
        points == 1 || Low == High
            ? [At(0.5)]
            : [.. Enumerable.Range(0, points).Select(i => At((double)i / (points - 1)))];

    internal override SearchRange Around(IReadOnlyList<double> values) =>
        new RealRange(values.Min(), values.Max(), IsLogarithmic);

    /// <summary>The value at a share of the way. Both ends are met exactly, and no difference can overflow.</summary>
    private double At(double share)
    {
        if (!IsLogarithmic)
        {
            return ((1 - share) * Low) + (share * High);
        }

        double logarithm = ((1 - share) * Elementwise.Log(Low)) + (share * Elementwise.Log(High));
        return share switch
        {
            0 => Low,
            1 => High,
            _ => Math.Clamp(Elementwise.Exp(logarithm), Low, High),
        };
    }
}
