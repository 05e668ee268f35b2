namespace NotebookNet;

/// <summary>An augmentation that is done to some images and leaves the others as they are.</summary>
internal sealed class RandomlyApplied(Augmentation augmentation, double probability) : Augmentation
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

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        if (random.NextDouble() < probability)
        {
            augmentation.Apply(image, shape, result, random);
        }
        else
        {
            image.CopyTo(result);
        }
    }

    public override string ToString() => Invariant($"{augmentation} (probability {probability})");
}
