namespace NotebookNet;

/// <summary>Multiplies every value of an image with one factor; values above 1 become 1.</summary>
internal sealed class Brightness : Augmentation
{
    private readonly double _smallest;
    private readonly double _largest;

    /// <summary>A random factor in 1−maximumChange … 1+maximumChange.</summary>
    /// <param name="maximumChange">Largest change of the factor, in 0 … 1.</param>
    public Brightness(double maximumChange)
        : this(
            1 - AugmentationGuard.Fraction(maximumChange, nameof(maximumChange)),
            1 + maximumChange
        ) { }

    internal Brightness(double smallest, double largest)
    {
        _smallest = smallest;
        _largest = largest;
    }

    /// <summary>Always the same factor.</summary>
    /// <param name="factor">The factor, ≥ 0: below 1 darker, above 1 brighter.</param>
    public static Brightness By(double factor) => new(Guard.NotNegativeFinite(factor), factor);

    /// <inheritdoc/>
    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        AugmentationGuard.Check(image, shape, result);
        double factor = random.NextUniform(_smallest, _largest);
        for (int i = 0; i < image.Length; i++)
        {
            result[i] = Math.Min(factor * image[i], 1);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        _smallest == _largest
            ? Invariant($"brightness × {_largest}")
            : Invariant($"brightness × {_smallest} … {_largest}");
}
