namespace NotebookNet;

/// <summary>Moves an image by whole pixels; what comes in at the border is 0.</summary>
internal sealed class Shift : Augmentation
{
    private readonly int _smallestRight;
    private readonly int _largestRight;
    private readonly int _smallestDown;
    private readonly int _largestDown;

    /// <summary>A random shift, along rows and columns each by −maximum … maximum pixels, all equally likely.</summary>
    /// <param name="maximum">Largest shift in pixels, ≥ 0.</param>
    public Shift(int maximum)
        : this(-maximum, maximum, -maximum, maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        ArgumentOutOfRangeException.ThrowIfEqual(maximum, int.MaxValue);
    }

    internal Shift(int smallestRight, int largestRight, int smallestDown, int largestDown)
    {
        _smallestRight = smallestRight;
        _largestRight = largestRight;
        _smallestDown = smallestDown;
        _largestDown = largestDown;
    }

    /// <summary>Always the same shift.</summary>
    /// <param name="right">Pixels to the right; negative for the left.</param>
    /// <param name="down">Pixels down; negative for up.</param>
    public static Shift By(int right, int down) => new(right, right, down, down);

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
        int right = Draw(random, _smallestRight, _largestRight);
        int down = Draw(random, _smallestDown, _largestDown);
        ImageWindow.Copy(image, shape, -(long)down, -(long)right, result, shape);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        _smallestRight == _largestRight
            ? $"shift by {_largestRight} right, {_largestDown} down"
            : $"shift by up to {_largestRight} pixels";

    private static int Draw(Random random, int smallest, int largest) =>
        smallest == largest ? smallest : random.Next(smallest, largest + 1);
}
