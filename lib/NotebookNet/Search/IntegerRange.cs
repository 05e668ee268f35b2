using System.Globalization;

namespace NotebookNet;

/// <summary>Whole numbers of which each is equally likely.</summary>
internal sealed record IntegerRange : SearchRange
{
    internal IntegerRange(int low, int high)
    {
        if (low > high || (long)high - low >= int.MaxValue)
        {
            throw new ArgumentException(
                Invariant(
                    $"An integer range goes from a number to a larger one, at most {int.MaxValue} of them, got {low} to {high}."
                )
            );
        }

        Low = low;
        High = high;
    }

    /// <summary>The smallest value.</summary>
    public int Low { get; }

    /// <summary>The largest value, itself included.</summary>
    public int High { get; }

    /// <inheritdoc/>
    public override string Format(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Format(Low)} … {Format(High)} (whole)";

    internal override double Draw(Random random) => Low + random.Next(High - Low + 1);

    internal override IReadOnlyList<double> Spread(int points) =>
        points == 1
            ? [Math.Round(((double)Low + High) / 2)]
            :
            [
                .. Enumerable
                    .Range(0, points)
                    .Select(i => Low + Math.Round(((double)High - Low) * i / (points - 1)))
                    .Distinct(),
            ];

    internal override SearchRange Around(IReadOnlyList<double> values) =>
        new IntegerRange((int)values.Min(), (int)values.Max());
}
