namespace NotebookNet;

/// <summary>
/// Cuts a part out of an image, at any place equally likely. With padding, the image first gets a border of zeros: a crop
/// to the image's own size with padding p is a shift by up to p pixels.
/// </summary>
public sealed class RandomCrop : IAugmentation
{
    private readonly int height;
    private readonly int width;
    private readonly int padding;

    /// <summary>A crop to a size.</summary>
    /// <param name="height">Pixel rows of the part, ≥ 1.</param>
    /// <param name="width">Pixel columns of the part, ≥ 1.</param>
    /// <param name="padding">Width of the border put around the image before, in pixels, ≥ 0.</param>
    public RandomCrop(int height, int width, int padding = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        this.height = height;
        this.width = width;
        this.padding = padding;
    }

    /// <inheritdoc/>
    public ImageShape OutputShape(ImageShape shape) =>
        Room(shape.Height, height) > 0 && Room(shape.Width, width) > 0
            ? new ImageShape(height, width, shape.Channels)
            : throw new ArgumentException(
                $"A crop of {height}×{width} pixels does not fit into an image of {shape} with a border of {padding}.",
                nameof(shape)
            );

    /// <inheritdoc/>
    public void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        ImageShape window = OutputShape(shape);
        AugmentationGuard.Check(image, shape, result, window);
        long top = random.NextInt64(Room(shape.Height, height)) - padding;
        long left = random.NextInt64(Room(shape.Width, width)) - padding;
        ImageWindow.Copy(image, shape, top, left, result, window);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"random crop to {height}×{width}"
        + (padding > 0 ? $" of the image with a border of {padding}" : "");

    /// <summary>Number of places where the part may begin.</summary>
    private long Room(int imageSize, int cropSize) => imageSize + (2L * padding) - cropSize + 1;
}
