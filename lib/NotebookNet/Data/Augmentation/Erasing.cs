namespace NotebookNet;

/// <summary>
/// Sets a rectangle of the image to 0, at any place. Its area is a random fraction of the image's but for the rounding of its sides
/// to whole pixels, their ratio is up to 10:3 one way or the other where there is room (random erasing: Z. Zhong, L. Zheng, G. Kang, S. Li, Y. Yang, 2017).
/// </summary>
internal sealed class Erasing : Augmentation
{
    private const double SmallestRatio = 0.3;
    private readonly double _smallest;
    private readonly double _largest;

    public Erasing(double minimumArea = 0.02, double maximumArea = 0.2)
    {
        _smallest = AugmentationGuard.Fraction(minimumArea, nameof(minimumArea));
        _largest = AugmentationGuard.Fraction(maximumArea, nameof(maximumArea));
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

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        image.CopyTo(result);
        double area = random.NextUniform(_smallest, _largest) * shape.Height * shape.Width;
        double shorter = Math.Sqrt(area * random.NextUniform(SmallestRatio, 1));
        double longer = shorter > 0 ? area / shorter : 0;
        bool tall = random.NextDouble() < 0.5;
        int height = Rounded(tall ? longer : shorter, shape.Height, area / shape.Width);
        int width = Rounded(tall ? shorter : longer, shape.Width, area / shape.Height);
        int top = random.Next(shape.Height - height + 1);
        int left = random.Next(shape.Width - width + 1);
        for (int row = top; row < top + height; row++)
        {
            result
                .Slice(((row * shape.Width) + left) * shape.Channels, width * shape.Channels)
                .Clear();
        }
    }

    public override string ToString() =>
        Invariant($"erasing of {100 * _smallest} to {100 * _largest} % of the image");

    // Where the other side has no room for its length, this one is as much longer.
    private static int Rounded(double side, int limit, double least) =>
        (int)Math.Min(Math.Round(Math.Max(side, least)), limit);
}
