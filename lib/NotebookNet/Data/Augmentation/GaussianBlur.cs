namespace NotebookNet;

/// <inheritdoc cref="Augmentation.GaussianBlur"/>
internal sealed class GaussianBlur(double sigma) : CheckedAugmentation
{
    private readonly GaussianSmoothing _smoothing = new(Guard.Sigma(sigma));

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        _smoothing.Smooth(
            image.Values,
            image.Shape.Height,
            image.Shape.Width,
            image.Shape.Channels,
            result
        );
        foreach (ref double value in result)
        {
            // Weights that sum to 1 but for rounding can leave a white image a rounding above 1.
            value = Math.Min(value, 1);
        }
    }

    public override string ToString() => Invariant($"Gaussian blur, σ = {sigma}");
}
