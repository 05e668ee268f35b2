using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// Convolves an image with a Gaussian of standard deviation σ that is cut off at 4σ; beyond its borders the image is mirrored,
/// so that its mean stays.
/// </summary>
/// <param name="sigma">The standard deviation σ in pixels, in 0 … 1000, not 0.</param>
internal sealed class GaussianBlur(double sigma) : Augmentation
{
    private readonly GaussianSmoothing _smoothing = new(AugmentationGuard.Sigma(sigma));

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        _smoothing.Smooth(image, shape.Height, shape.Width, shape.Channels, result);
        foreach (ref double value in result)
        {
            // Weights that sum to 1 but for rounding can leave a white image a rounding above 1.
            value = Math.Min(value, 1);
        }
    }

    public override string ToString() => Invariant($"Gaussian blur, σ = {sigma}");
}
