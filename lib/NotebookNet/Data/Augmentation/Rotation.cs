namespace NotebookNet;

/// <summary>
/// Turns an image about its middle, counter-clockwise for positive angles. Values are found by bilinear interpolation; what
/// comes in at the corners is 0. A square image turned by a multiple of 90° keeps its exact values.
/// </summary>
internal sealed class Rotation : Augmentation
{
    private readonly double _smallest;
    private readonly double _largest;

    public Rotation(double maximumDegrees)
        : this(
            -AugmentationGuard.InRange(maximumDegrees, 360, nameof(maximumDegrees)),
            maximumDegrees
        ) { }

    internal Rotation(double smallest, double largest)
    {
        _smallest = smallest;
        _largest = largest;
    }

    public static Rotation By(double degrees) =>
        double.IsFinite(degrees)
            ? new Rotation(degrees, degrees)
            : throw new ArgumentOutOfRangeException(
                nameof(degrees),
                Invariant($"An angle is finite, got {degrees}.")
            );

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        double degrees = random.NextUniform(_smallest, _largest);
        (double sin, double cos) = SinCos.OfTurns(Math.IEEERemainder(degrees, 360) / 360);
        double middleY = (shape.Height - 1) / 2.0;
        double middleX = (shape.Width - 1) / 2.0;
        int index = 0;
        for (int row = 0; row < shape.Height; row++)
        {
            double y = row - middleY;
            for (int column = 0; column < shape.Width; column++)
            {
                double x = column - middleX;
                ImageSampling.Bilinear(
                    image,
                    shape,
                    middleY + ((cos * y) + (sin * x)),
                    middleX + ((cos * x) - (sin * y)),
                    result.Slice(index, shape.Channels)
                );
                index += shape.Channels;
            }
        }
    }

    public override string ToString() =>
        _smallest == _largest
            ? Invariant($"rotation by {_largest}°")
            : Invariant($"rotation by up to {_largest}°");
}
