namespace NotebookNet;

/// <inheritdoc cref="Augmentation.Brightness"/>
internal sealed class Brightness : CheckedAugmentation
{
    private readonly double _smallest;
    private readonly double _largest;

    public Brightness(double maximumChange)
        : this(1 - Guard.InRange(maximumChange, 1), 1 + maximumChange) { }

    internal Brightness(double smallest, double largest)
    {
        _smallest = smallest;
        _largest = largest;
    }

    public static Brightness By(double factor) => new(Guard.NotNegativeFinite(factor), factor);

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        double factor = random.NextUniform(_smallest, _largest);
        for (int i = 0; i < image.Values.Length; i++)
        {
            result[i] = Math.Min(factor * image.Values[i], 1);
        }
    }

    public override string ToString() =>
        _smallest == _largest
            ? Invariant($"brightness × {_largest}")
            : Invariant($"brightness × {_smallest} … {_largest}");
}
