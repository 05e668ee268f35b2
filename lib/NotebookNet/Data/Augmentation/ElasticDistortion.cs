using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// Bends an image as a trembling hand would: pixel (y, x) becomes the value at (y + α·Δy, x + α·Δx), where Δy and Δx are fields of
/// random numbers in −1 … 1, one a pixel, smoothed by a Gaussian of standard deviation σ.
/// </summary>
/// <remarks>
/// P. Simard, D. Steinkraus, J. Platt, <i>Best practices for convolutional neural networks applied to visual document
/// analysis</i>, 2003; σ = 4 and α = 34 are theirs for MNIST: displacements of about 1.4 pixels. The larger σ, the
/// stiffer the sheet; the larger α, the harder it is bent. The smoothed fields are mirrored at the borders; beyond its own
/// the image is 0. Values between pixels are found by bilinear interpolation.
/// </remarks>
internal sealed class ElasticDistortion : Augmentation
{
    private readonly double _alpha;
    private readonly double _sigma;
    private readonly GaussianSmoothing _smoothing;

    public ElasticDistortion(double alpha = 34, double sigma = 4)
    {
        _alpha = Guard.NotNegativeFinite(alpha);
        _sigma = AugmentationGuard.Sigma(sigma);
        _smoothing = new GaussianSmoothing(sigma);
    }

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        ImageShape fieldShape = new ImageShape(shape.Height, shape.Width, 2).Checked();
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
        Displace(image, shape, field.Span, _alpha, result);
    }

    public override string ToString() =>
        Invariant($"elastic distortion, α = {_alpha}, σ = {_sigma}");

    /// <summary>Fills the result with the image's values at the places that a field says.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="field">Δy and Δx of each pixel, side by side.</param>
    /// <param name="alpha">What they are multiplied with.</param>
    /// <param name="result">The displaced image.</param>
    internal static void Displace(
        ReadOnlySpan<double> image,
        ImageShape shape,
        ReadOnlySpan<double> field,
        double alpha,
        Span<double> result
    )
    {
        int pixel = 0;
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
            {
                ImageSampling.Bilinear(
                    image,
                    shape,
                    row + (alpha * field[2 * pixel]),
                    column + (alpha * field[(2 * pixel) + 1]),
                    result.Slice(pixel * shape.Channels, shape.Channels)
                );
                pixel++;
            }
        }
    }
}
