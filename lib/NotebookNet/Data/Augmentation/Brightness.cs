namespace NotebookNet;

/// <summary>Multiplies every value of an image with one factor; values above 1 become 1.</summary>
internal sealed class Brightness : Augmentation
{
    private readonly double _smallest;
    private readonly double _largest;

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

    public static Brightness By(double factor) => new(Guard.NotNegativeFinite(factor), factor);

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        double factor = random.NextUniform(_smallest, _largest);
        for (int i = 0; i < image.Length; i++)
        {
            result[i] = Math.Min(factor * image[i], 1);
        }
    }

    public override string ToString() =>
        _smallest == _largest
            ? Invariant($"brightness × {_largest}")
            : Invariant($"brightness × {_smallest} … {_largest}");
}
