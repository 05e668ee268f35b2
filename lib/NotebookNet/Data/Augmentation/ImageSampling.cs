namespace NotebookNet;

/// <summary>An image's values at places between its pixels, whose centres have whole coordinates.</summary>
internal static class ImageSampling
{
    /// <summary>a + t·(b − a): a for t = 0, and never outside 0 … 1 for a and b in it.</summary>
    public static double Interpolate(double a, double b, double t) => a + (t * (b - a));

    /// <summary>Fills a pixel with the bilinear interpolation of the four around a place; beyond the borders all is 0.</summary>
    public static void Bilinear(in ImageView image, double y, double x, Span<double> pixel)
    {
        ReadOnlySpan<double> values = image.Values;
        ImageShape shape = image.Shape;
        double above = Math.Floor(y);
        double left = Math.Floor(x);
        if (!(above >= -1 && above < shape.Height && left >= -1 && left < shape.Width))
        {
            pixel.Clear();
            return;
        }

        int row = (int)above;
        int column = (int)left;
        double down = y - above;
        double right = x - left;
        int index = ((row * shape.Width) + column) * shape.Channels;
        int nextRow = shape.Width * shape.Channels;
        bool inside = row >= 0 && row + 1 < shape.Height && column >= 0 && column + 1 < shape.Width;
        for (int c = 0; c < pixel.Length; c++)
        {
            double top,
                bottom;
            if (inside)
            {
                int i = index + c;
                int j = i + nextRow;
                top = Interpolate(values[i], values[i + shape.Channels], right);
                bottom = Interpolate(values[j], values[j + shape.Channels], right);
            }
            else
            {
                top = Interpolate(
                    OrZero(image, row, column, c),
                    OrZero(image, row, column + 1, c),
                    right
                );
                bottom = Interpolate(
                    OrZero(image, row + 1, column, c),
                    OrZero(image, row + 1, column + 1, c),
                    right
                );
            }

            pixel[c] = Interpolate(top, bottom, down);
        }
    }

    private static double OrZero(in ImageView image, int row, int column, int channel) =>
        (uint)row < (uint)image.Shape.Height && (uint)column < (uint)image.Shape.Width
            ? image.Values[(((row * image.Shape.Width) + column) * image.Shape.Channels) + channel]
            : 0;
}
