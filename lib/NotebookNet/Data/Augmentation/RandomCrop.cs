namespace NotebookNet;

/// <inheritdoc cref="Augmentation.RandomCrop"/>
internal sealed class RandomCrop : CheckedAugmentation
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _padding;

    public RandomCrop(int height, int width, int padding = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        _height = Guard.AtLeastOne(height);
        _width = Guard.AtLeastOne(width);
        _padding = padding;
    }

    public override ImageShape OutputShape(ImageShape shape) =>
        Room(shape.Height, _height) > 0 && Room(shape.Width, _width) > 0
            ? new ImageShape(_height, _width, shape.Channels).Checked()
            : throw new ArgumentException(
                $"A crop of {_height}×{_width} pixels does not fit into an image of {shape} with a border of {_padding}.",
                nameof(shape)
            );

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        ImageShape window = OutputShape(image.Shape);
        long top = random.NextInt64(Room(image.Shape.Height, _height)) - _padding;
        long left = random.NextInt64(Room(image.Shape.Width, _width)) - _padding;
        ImageWindow.Copy(image, top, left, result, window);
    }

    public override string ToString() =>
        $"random crop to {_height}×{_width}"
        + (_padding > 0 ? $" of the image with a border of {_padding}" : "");

    /// <summary>Number of places where the part may begin.</summary>
    private long Room(int imageSize, int cropSize) => imageSize + (2L * _padding) - cropSize + 1;
}
