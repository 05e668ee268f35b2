using System.Numerics.Tensors;

namespace NotebookNet;

/// <summary>The checks that every augmentation begins with.</summary>
internal static class AugmentationGuard
{
    // What interpolates by a formula of its own may leave 0 … 1 by its rounding.
    private const double Rounding = 1e-9;

    /// <summary>Makes sure that the spans hold what the shapes say and lie apart, and that the image's values are in 0 … 1.</summary>
    public static void Check(
        Augmentation augmentation,
        ReadOnlySpan<double> image,
        ImageShape shape,
        ReadOnlySpan<double> result,
        Random random
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckLength(image, shape.Checked(), "image");
        CheckLength(result, augmentation.OutputShape(shape), "result");
        if (image.Overlaps(result))
        {
            throw new ArgumentException("The result must not overlap the image.", nameof(result));
        }

        if (
            !(
                TensorPrimitives.Min(image) >= -Rounding
                && TensorPrimitives.Max(image) <= 1 + Rounding
            )
        )
        {
            int index = 0;
            while (image[index] is >= -Rounding and <= 1 + Rounding)
            {
                index++;
            }

            int pixel = index / shape.Channels;
            throw new ArgumentException(
                Invariant(
                    $"{augmentation}: the values of an image are in 0 … 1, got {image[index]} in row {pixel / shape.Width}, column {pixel % shape.Width}, channel {index % shape.Channels}."
                ),
                nameof(image)
            );
        }
    }

    /// <summary>The value, once it is sure that it is in 0 … 1.</summary>
    public static double Fraction(double value, string name) => InRange(value, 1, name);

    /// <summary>The value, once it is sure that it is in 0 … maximum.</summary>
    public static double InRange(double value, double maximum, string name) =>
        value >= 0 && value <= maximum
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                Invariant($"{name} must be in 0 … {maximum}, got {value}.")
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
