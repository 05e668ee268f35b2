namespace NotebookNet;

/// <summary>Mirrors an image left to right. Twice is the image again.</summary>
internal sealed class HorizontalFlip : Augmentation
{
    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        int pixels = shape.Height * shape.Width;
        for (int start = 0; start < pixels; start += shape.Width)
        {
            for (int column = 0; column < shape.Width; column++)
            {
                int source = (start + column) * shape.Channels;
                int target = (start + shape.Width - 1 - column) * shape.Channels;
                image.Slice(source, shape.Channels).CopyTo(result[target..]);
            }
        }
    }

    public override string ToString() => "horizontal flip";
}
