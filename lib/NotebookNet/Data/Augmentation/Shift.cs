namespace NotebookNet;

/// <inheritdoc cref="Augmentation.Shift"/>
internal sealed class Shift : CheckedAugmentation
{
    private const int Largest = 1 << 28;
    private readonly int _smallestRight;
    private readonly int _largestRight;
    private readonly int _smallestDown;
    private readonly int _largestDown;

    public Shift(int maximum)
        : this(-maximum, maximum, -maximum, maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, Largest);
    }

    internal Shift(int smallestRight, int largestRight, int smallestDown, int largestDown)
    {
        _smallestRight = smallestRight;
        _largestRight = largestRight;
        _smallestDown = smallestDown;
        _largestDown = largestDown;
    }

    public static Shift By(int right, int down) => new(right, right, down, down);

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        int right = Draw(random, _smallestRight, _largestRight);
        int down = Draw(random, _smallestDown, _largestDown);
        ImageWindow.Copy(image, -(long)down, -(long)right, result, image.Shape);
    }

    public override string ToString() =>
        _smallestRight == _largestRight
            ? $"shift by {_largestRight} right, {_largestDown} down"
            : $"shift by up to {_largestRight} pixels";

    private static int Draw(Random random, int smallest, int largest) =>
        smallest == largest ? smallest : random.Next(smallest, largest + 1);
}
