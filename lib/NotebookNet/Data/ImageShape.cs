namespace NotebookNet;

/// <summary>
/// The shape of an image whose values stand in one row of a matrix: row by row from the top, each pixel's channels side by
/// side, so that value (y, x, c) has index (y·Width + x)·Channels + c.
/// </summary>
/// <param name="Height">Number of pixel rows, ≥ 1.</param>
/// <param name="Width">Number of pixel columns, ≥ 1.</param>
/// <param name="Channels">Number of values per pixel: 1 for grey, 3 for red, green and blue.</param>
/// <example><code>
/// var photo = new ImageShape(32, 32, Channels: 3);
/// Dataset photos = Dataset.FromImages(new byte[2 * photo.Size], photo, [0, 1], classCount: 2);
/// </code></example>
public readonly record struct ImageShape(int Height, int Width, int Channels = 1)
{
    /// <summary>Number of values in one image: Height·Width·Channels.</summary>
    public int Size => Height * Width * Channels;

    /// <summary>The shape as text, such as "28×28" or "32×32×3".</summary>
    public override string ToString() =>
        Channels == 1 ? $"{Height}×{Width}" : $"{Height}×{Width}×{Channels}";

    /// <summary>The shape itself, once it is sure that it is one of an image that fits an array.</summary>
    internal ImageShape Checked()
    {
        bool positive = Height > 0 && Width > 0 && Channels > 0;
        return positive && (Int128)Height * Width * Channels <= Array.MaxLength
            ? this
            : throw new ArgumentException(
                $"An image has at least one row, column and channel and at most {Array.MaxLength} values, got {Height}×{Width}×{Channels}."
            );
    }
}
