namespace NotebookNet;

/// <summary>
/// Gives an image another number of pixels. Pixels are squares: with s = old size/new size, the centre of new pixel i lies at
/// (i + ½)·s − ½ of the old ones; beyond the outermost centres the image goes on as they are.
/// </summary>
internal sealed class Resize(int height, int width, bool smooth = true) : CheckedAugmentation
{
    private readonly int _height = Guard.AtLeastOne(height);
    private readonly int _width = Guard.AtLeastOne(width);

    public override ImageShape OutputShape(ImageShape shape) =>
        new ImageShape(_height, _width, shape.Channels).Checked();

    protected override void Change(in ImageView image, Span<double> result, Random random)
    {
        ImageShape newShape = OutputShape(image.Shape);
        for (int y = 0; y < _height; y++)
        {
            Place row = PlaceOf(y, image.Shape.Height, _height);
            for (int x = 0; x < _width; x++)
            {
                Place column = PlaceOf(x, image.Shape.Width, _width);
                int topLeft = Index(image.Shape, row.Before, column.Before);
                int topRight = Index(image.Shape, row.Before, column.After);
                int bottomLeft = Index(image.Shape, row.After, column.Before);
                int bottomRight = Index(image.Shape, row.After, column.After);
                int target = Index(newShape, y, x);
                for (int c = 0; c < image.Shape.Channels; c++)
                {
                    result[target + c] = ImageSampling.Interpolate(
                        ImageSampling.Interpolate(
                            image.Values[topLeft + c],
                            image.Values[topRight + c],
                            column.Fraction
                        ),
                        ImageSampling.Interpolate(
                            image.Values[bottomLeft + c],
                            image.Values[bottomRight + c],
                            column.Fraction
                        ),
                        row.Fraction
                    );
                }
            }
        }
    }

    public override string ToString() =>
        $"resize to {_height}×{_width}, " + (smooth ? "bilinear" : "nearest pixel");

    private static int Index(ImageShape shape, int row, int column) =>
        ((row * shape.Width) + column) * shape.Channels;

    /// <summary>Between which two old pixels the centre of a new one lies.</summary>
    private Place PlaceOf(int index, int oldSize, int newSize)
    {
        // (2i + 1)·old/(2·new) is (i + ½)·s, in whole numbers.
        long numerator = ((2L * index) + 1) * oldSize;
        long denominator = 2L * newSize;
        if (!smooth)
        {
            int nearest = (int)(numerator / denominator);
            return new Place(nearest, nearest, 0);
        }

        numerator -= newSize;
        if (numerator <= 0)
        {
            return new Place(0, 0, 0);
        }

        (long before, long rest) = Math.DivRem(numerator, denominator);
        return before >= oldSize - 1
            ? new Place(oldSize - 1, oldSize - 1, 0)
            : new Place((int)before, (int)before + 1, (double)rest / denominator);
    }

    private readonly record struct Place(int Before, int After, double Fraction);
}
