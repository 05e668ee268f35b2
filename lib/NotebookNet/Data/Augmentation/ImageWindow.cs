namespace NotebookNet;

/// <summary>The part of an image that a window over it shows.</summary>
internal static class ImageWindow
{
    /// <summary>Fills the result with what its window shows when its first pixel lies at (top, left) of the image; outside all is 0.</summary>
    public static void Copy(
        in ImageView image,
        long top,
        long left,
        Span<double> result,
        ImageShape window
    )
    {
        result.Clear();
        long firstRow = Math.Max(top, 0);
        long endRow = Math.Min(top + window.Height, image.Shape.Height);
        long firstColumn = Math.Max(left, 0);
        int length =
            (int)(Math.Min(left + window.Width, image.Shape.Width) - firstColumn)
            * image.Shape.Channels;
        if (length <= 0)
        {
            return;
        }

        for (long row = firstRow; row < endRow; row++)
        {
            long source = ((row * image.Shape.Width) + firstColumn) * image.Shape.Channels;
            long target =
                (((row - top) * window.Width) + (firstColumn - left)) * image.Shape.Channels;
            image.Values.Slice((int)source, length).CopyTo(result[(int)target..]);
        }
    }
}
