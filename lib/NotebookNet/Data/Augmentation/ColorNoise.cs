namespace NotebookNet;

/// <summary>
/// Adds to each channel of an image one number from the normal distribution with mean 0, the same for all pixels: a colour image
/// takes on a tint, a grey one gets lighter or darker. What leaves 0 … 1 becomes 0 or 1.
/// </summary>
/// <param name="standardDeviation">The standard deviation of a channel's number, ≥ 0.</param>
internal sealed class ColorNoise(double standardDeviation) : Augmentation
{
    private readonly double _standardDeviation = Guard.NotNegativeFinite(standardDeviation);

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            double tint = _standardDeviation * random.NextGaussian();
            for (int i = channel; i < image.Length; i += shape.Channels)
            {
                result[i] = Math.Clamp(image[i] + tint, 0, 1);
            }
        }
    }

    public override string ToString() => Invariant($"colour noise, σ = {_standardDeviation}");
}
