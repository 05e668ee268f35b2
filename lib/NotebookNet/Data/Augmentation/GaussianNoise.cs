namespace NotebookNet;

/// <inheritdoc cref="Augmentation.GaussianNoise"/>
internal sealed class GaussianNoise(double standardDeviation) : CheckedAugmentation
{
    private readonly double _standardDeviation = Guard.NotNegativeFinite(standardDeviation);

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        for (int i = 0; i < image.Values.Length; i++)
        {
            double noise = _standardDeviation * random.NextGaussian();
            result[i] = Math.Clamp(image.Values[i] + noise, 0, 1);
        }
    }

    public override string ToString() => Invariant($"Gaussian noise, σ = {_standardDeviation}");
}
