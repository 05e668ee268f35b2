namespace NotebookNet;

/// <inheritdoc cref="Augmentation.HorizontalFlip"/>
internal sealed class HorizontalFlip : CheckedAugmentation
{
    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        int pixels = image.Shape.Height * image.Shape.Width;
        for (int start = 0; start < pixels; start += image.Shape.Width)
        {
            for (int column = 0; column < image.Shape.Width; column++)
            {
                int source = (start + column) * image.Shape.Channels;
                int target = (start + image.Shape.Width - 1 - column) * image.Shape.Channels;
                image.Values.Slice(source, image.Shape.Channels).CopyTo(result[target..]);
            }
        }
    }

    public override string ToString() => "horizontal flip";
}
