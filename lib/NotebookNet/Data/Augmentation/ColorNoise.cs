namespace NotebookNet;

/// <inheritdoc cref="Augmentation.ColorNoise"/>
internal sealed class ColorNoise(double standardDeviation) : CheckedAugmentation
{
    private readonly double _standardDeviation = Guard.NotNegativeFinite(standardDeviation);

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        for (int channel = 0; channel < image.Shape.Channels; channel++)
        {
            double tint = _standardDeviation * random.NextGaussian();
            for (int i = channel; i < image.Values.Length; i += image.Shape.Channels)
            {
                result[i] = Math.Clamp(image.Values[i] + tint, 0, 1);
            }
        }
    }

    public override string ToString() => Invariant($"colour noise, σ = {_standardDeviation}");
}
