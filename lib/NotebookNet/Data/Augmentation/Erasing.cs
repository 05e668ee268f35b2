namespace NotebookNet;

/// <inheritdoc cref="Augmentation.Erasing"/>
internal sealed class Erasing : CheckedAugmentation
{
    private const double SmallestRatio = 0.3;
    private readonly double _smallest;
    private readonly double _largest;

    public Erasing(double minimumArea = 0.02, double maximumArea = 0.2)
    {
        _smallest = Guard.InRange(minimumArea, 1);
        _largest = Guard.InRange(maximumArea, 1);
        if (maximumArea < minimumArea)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximumArea),
                Invariant(
                    $"maximumArea must be at least minimumArea, {minimumArea}, got {maximumArea}."
                )
            );
        }
    }

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        image.Values.CopyTo(result);
        double area =
            random.NextUniform(_smallest, _largest) * image.Shape.Height * image.Shape.Width;
        double shorter = Math.Sqrt(area * random.NextUniform(SmallestRatio, 1));
        double longer = shorter > 0 ? area / shorter : 0;
        bool tall = random.NextDouble() < 0.5;
        int height = Rounded(tall ? longer : shorter, image.Shape.Height, area / image.Shape.Width);
        int width = Rounded(tall ? shorter : longer, image.Shape.Width, area / image.Shape.Height);
        int top = random.Next(image.Shape.Height - height + 1);
        int left = random.Next(image.Shape.Width - width + 1);
        for (int row = top; row < top + height; row++)
        {
            result
                .Slice(
                    ((row * image.Shape.Width) + left) * image.Shape.Channels,
                    width * image.Shape.Channels
                )
                .Clear();
        }
    }

    public override string ToString() =>
        Invariant($"erasing of {100 * _smallest} to {100 * _largest} % of the image");

    // Where the other side has no room for its length, this one is as much longer.
    private static int Rounded(double side, int limit, double least) =>
        (int)Math.Min(Math.Round(Math.Max(side, least)), limit);
}
