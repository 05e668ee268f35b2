namespace NotebookNet;

/// <summary>
/// Adds to every value of an image a number of its own from the normal distribution with mean 0; what leaves 0 … 1 becomes 0 or 1.
/// </summary>
/// <param name="standardDeviation">The noise's standard deviation, ≥ 0.</param>
internal sealed class GaussianNoise(double standardDeviation) : Augmentation
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
        for (int i = 0; i < image.Length; i++)
        {
            double noise = _standardDeviation * random.NextGaussian();
            result[i] = Math.Clamp(image[i] + noise, 0, 1);
        }
    }

    public override string ToString() => Invariant($"Gaussian noise, σ = {_standardDeviation}");
}
