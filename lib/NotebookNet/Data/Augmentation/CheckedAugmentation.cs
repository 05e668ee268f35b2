using System.Numerics.Tensors;

namespace NotebookNet;

/// <summary>
/// An augmentation of this library. Before it changes an image, it makes sure that the spans hold what the shapes say and lie apart, and
/// that the image's values are in 0 … 1.
/// </summary>
internal abstract class CheckedAugmentation : Augmentation
{
    // What interpolates by a formula of its own may leave 0 … 1 by its rounding.
    private const double Rounding = 1e-9;

    public sealed override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckLength(image, shape.Checked(), "image");
        CheckLength(result, OutputShape(shape), "result");
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
                    $"{this}: the values of an image are in 0 … 1, got {image[index]} in row {pixel / shape.Width}, column {pixel % shape.Width}, channel {index % shape.Channels}."
                ),
                nameof(image)
            );
        }

        Change(new ImageView(image, shape), result, random);
    }

    /// <summary>Fills the result with the changed image.</summary>
    protected abstract void Change(in ImageView image, Span<double> result, Random random);

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
