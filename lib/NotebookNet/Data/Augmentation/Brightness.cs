namespace NotebookNet;

/// <summary>Multiplies every value of an image with one factor; values above 1 become 1.</summary>
public sealed class Brightness : IAugmentation
{
    private readonly double smallest;
    private readonly double largest;

    /// <summary>A random factor in 1−maximumChange … 1+maximumChange.</summary>
    /// <param name="maximumChange">Largest change of the factor, in 0 … 1.</param>
    public Brightness(double maximumChange)
        : this(
            1 - AugmentationGuard.Fraction(maximumChange, nameof(maximumChange)),
            1 + maximumChange
        ) { }

    private Brightness(double smallest, double largest)
    {
        this.smallest = smallest;
        this.largest = largest;
    }

    /// <summary>Always the same factor.</summary>
    /// <param name="factor">The factor, ≥ 0: below 1 darker, above 1 brighter.</param>
    public static Brightness By(double factor) => new(Guard.NotNegativeFinite(factor), factor);

    /// <inheritdoc/>
    public void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        AugmentationGuard.Check(image, shape, result);
        double factor = random.NextUniform(smallest, largest);
        for (int i = 0; i < image.Length; i++)
        {
            result[i] = Math.Min(factor * image[i], 1);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        smallest == largest ? $"brightness × {largest}" : $"brightness × {smallest} … {largest}";
}
