namespace NotebookNet;

/// <inheritdoc cref="Augmentation.ElasticDistortion"/>
/// <remarks>
/// <i>Best practices for convolutional neural networks applied to visual document analysis</i>. The larger σ, the stiffer the sheet; the
/// larger α, the harder it is bent. The smoothed fields are mirrored at the borders; beyond its own the image is 0. Values between pixels
/// are found by bilinear interpolation.
/// </remarks>
internal sealed class ElasticDistortion(double alpha = 34, double sigma = 4) : CheckedAugmentation
{
    private readonly double _alpha = Guard.NotNegativeFinite(alpha);
    private readonly GaussianSmoothing _smoothing = new(Guard.Sigma(sigma));

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        ImageShape fieldShape = new ImageShape(image.Shape.Height, image.Shape.Width, 2).Checked();
        using var noise = new Scratch(fieldShape.Size);
        using var field = new Scratch(fieldShape.Size);
        foreach (ref double value in noise.Span)
        {
            value = (2 * random.NextDouble()) - 1;
        }

        _smoothing.Smooth(
            noise.Span,
            fieldShape.Height,
            fieldShape.Width,
            fieldShape.Channels,
            field.Span
        );
        Displace(image, field.Span, _alpha, result);
    }

    public override string ToString() =>
        Invariant($"elastic distortion, α = {_alpha}, σ = {sigma}");

    /// <summary>Fills the result with the image's values at the places that a field says: Δy and Δx of each pixel, side by side, times alpha.</summary>
    internal static void Displace(
        in ImageView image,
        ReadOnlySpan<double> field,
        double alpha,
        Span<double> result
    )
    {
        int pixel = 0;
        for (int row = 0; row < image.Shape.Height; row++)
        {
            for (int column = 0; column < image.Shape.Width; column++)
            {
                ImageSampling.Bilinear(
                    image,
                    row + (alpha * field[2 * pixel]),
                    column + (alpha * field[(2 * pixel) + 1]),
                    result.Slice(pixel * image.Shape.Channels, image.Shape.Channels)
                );
                pixel++;
            }
        }
    }
}
