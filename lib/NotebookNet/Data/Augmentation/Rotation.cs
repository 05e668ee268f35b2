namespace NotebookNet;

/// <inheritdoc cref="Augmentation.Rotation"/>
/// <remarks>Counter-clockwise for positive angles; values are found by bilinear interpolation.</remarks>
internal sealed class Rotation : CheckedAugmentation
{
    private readonly double _smallest;
    private readonly double _largest;

    public Rotation(double maximumDegrees)
        : this(-Guard.InRange(maximumDegrees, 360), maximumDegrees) { }

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

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        double degrees = random.NextUniform(_smallest, _largest);
        (double sin, double cos) = SinCos.OfTurns(Math.IEEERemainder(degrees, 360) / 360);
        double middleY = (image.Shape.Height - 1) / 2.0;
        double middleX = (image.Shape.Width - 1) / 2.0;
        int index = 0;
        for (int row = 0; row < image.Shape.Height; row++)
        {
            double y = row - middleY;
            for (int column = 0; column < image.Shape.Width; column++)
            {
                double x = column - middleX;
                ImageSampling.Bilinear(
                    image,
                    middleY + ((cos * y) + (sin * x)),
                    middleX + ((cos * x) - (sin * y)),
                    result.Slice(index, image.Shape.Channels)
                );
                index += image.Shape.Channels;
            }
        }
    }

    public override string ToString() =>
        _smallest == _largest
            ? Invariant($"rotation by {_largest}°")
            : Invariant($"rotation by up to {_largest}°");
}
