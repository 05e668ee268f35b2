namespace NotebookNet;

/// <summary>The checks that every augmentation begins with.</summary>
internal static class AugmentationGuard
{
    /// <summary>Makes sure that the spans hold what the shapes say and lie apart.</summary>
    public static void Check(
        ReadOnlySpan<double> image,
        ImageShape shape,
        ReadOnlySpan<double> result,
        ImageShape resultShape
    )
    {
        CheckLength(image, shape.Checked(), "image");
        CheckLength(result, resultShape, "result");
        if (image.Overlaps(result))
        {
            throw new ArgumentException("The result must not overlap the image.", nameof(result));
        }
    }

    /// <summary>The same where image and result have one shape.</summary>
    public static void Check(
        ReadOnlySpan<double> image,
        ImageShape shape,
        ReadOnlySpan<double> result
    ) => Check(image, shape, result, shape);

    /// <summary>The value, once it is sure that it is in 0 … 1.</summary>
    public static double Fraction(double value, string name) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                Invariant($"{name} must be in 0 … 1, got {value}.")
            );

    /// <summary>The standard deviation of a Gaussian in pixels, once it is sure that it is in 0 … 1000 and not 0.</summary>
    public static double Sigma(double sigma) =>
        sigma is > 0 and <= 1000
            ? sigma
            : throw new ArgumentOutOfRangeException(
                nameof(sigma),
                Invariant($"sigma must be above 0 and at most 1000 pixels, got {sigma}.")
            );

    private static void CheckLength(ReadOnlySpan<double> span, ImageShape shape, string name)
    {
        if (span.Length != shape.Size)
        {
            throw new ArgumentException(
                $"The {name} is {shape} and has {shape.Size} values, got {span.Length}.",
                name
            );
        }
    }
}
