namespace NotebookNet;

/// <summary>An augmentation that is done to some images and leaves the others as they are.</summary>
internal sealed class RandomlyApplied(Augmentation augmentation, double probability)
    : CheckedAugmentation
{
    public override ImageShape OutputShape(ImageShape shape)
    {
        ImageShape changed = augmentation.OutputShape(shape);
        return changed == shape
            ? shape
            : throw new ArgumentException(
                $"What is done to some images only must keep their shape: {augmentation} makes {changed} of {shape}.",
                nameof(shape)
            );
    }

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        if (random.NextDouble() < probability)
        {
            augmentation.Apply(image.Values, image.Shape, result, random);
        }
        else
        {
            image.Values.CopyTo(result);
        }
    }

    public override string ToString() => Invariant($"{augmentation} (probability {probability})");
}
