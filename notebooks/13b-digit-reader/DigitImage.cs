using System;
using System.IO;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using StbImageSharp;

/// <summary>
/// From a picture of a digit, dark on light, to the 28×28 numbers that a network trained on MNIST expects.
/// Notebook 13b loads this file too, and shows what each step does.
/// </summary>
internal static class DigitImage
{
    public static Matrix<double> Read(string path) => Centered(Fitted(Boxed(Ink(Gray(path)))));

    // 0 is black, 1 is white; where the picture is transparent, white paper shines through.
    public static Matrix<double> Gray(string path, int largest = 256)
    {
        ImageResult picture = Decoded(path);
        double Light(int at) =>
            (0.299 * picture.Data[at])
            + (0.587 * picture.Data[at + 1])
            + (0.114 * picture.Data[at + 2]);
        var gray = Matrix<double>.Build.Dense(picture.Height, picture.Width);
        for (int at = 0; at < picture.Data.Length; at += 4)
        {
            double opaque = picture.Data[at + 3] / 255.0;
            gray[at / 4 / picture.Width, at / 4 % picture.Width] =
                (opaque * Light(at) / 255) + (1 - opaque);
        }

        return Math.Max(picture.Height, picture.Width) > largest ? Fitted(gray, largest) : gray;
    }

    // Paper is the mean of a neighborhood as wide as half the picture; ink is much darker than the paper around it.
    public static Matrix<double> Ink(Matrix<double> gray)
    {
        int reach = Math.Max(gray.RowCount, gray.ColumnCount) / 4;
        Matrix<double> paper =
            Means(gray.RowCount, reach) * gray * Means(gray.ColumnCount, reach).Transpose();
        Matrix<double> darkness = (paper - gray).PointwiseDivide(paper + 1e-9);
        double threshold = Math.Max(0.15, darkness.Enumerate().Max() / 2);
        return darkness.Map(dark => dark > threshold ? 1.0 : 0.0);
    }

    // The smallest rectangle that holds all ink.
    public static Matrix<double> Boxed(Matrix<double> ink)
    {
        int[] rows = [.. Enumerable.Range(0, ink.RowCount).Where(y => ink.Row(y).Sum() > 0)];
        int[] columns =
        [
            .. Enumerable.Range(0, ink.ColumnCount).Where(x => ink.Column(x).Sum() > 0),
        ];
        return rows.Length == 0
            ? throw new InvalidDataException(
                "There is no ink in this picture: nothing is clearly darker than what is around it."
            )
            : ink.SubMatrix(
                rows[0],
                rows[^1] - rows[0] + 1,
                columns[0],
                columns[^1] - columns[0] + 1
            );
    }

    // The longer side becomes 20 pixels; height : width stays. Each new pixel is the mean of the area that it covers.
    public static Matrix<double> Fitted(Matrix<double> box, int size = 20)
    {
        double scale = (double)size / Math.Max(box.RowCount, box.ColumnCount);
        int height = Math.Max(1, (int)Math.Round(scale * box.RowCount));
        int width = Math.Max(1, (int)Math.Round(scale * box.ColumnCount));
        return Averaged(box, height, width);
    }

    // Two products of matrices, of rows and of columns: each new number is a mean of old ones.
    public static Matrix<double> Averaged(Matrix<double> image, int height, int width) =>
        Shares(image.RowCount, height)
        * (Shares(image.ColumnCount, width) * image.Transpose()).Transpose();

    // The center of mass comes to the middle of pixel 14 of 28, counted from 0, as nearly as whole pixels allow.
    public static Matrix<double> Centered(Matrix<double> digit, int size = 28)
    {
        (double down, double right) = CenterOfMass(digit);
        int top = Math.Clamp((int)Math.Round((size / 2) + 0.5 - down), 0, size - digit.RowCount);
        int left = Math.Clamp(
            (int)Math.Round((size / 2) + 0.5 - right),
            0,
            size - digit.ColumnCount
        );
        var field = Matrix<double>.Build.Dense(size, size);
        field.SetSubMatrix(top, left, digit);
        return field;
    }

    // From the upper left corner; the first pixel reaches from 0 to 1, so its middle is at 0.5.
    public static (double Down, double Right) CenterOfMass(Matrix<double> image)
    {
        double mass = image.Enumerate().Sum();
        return (
            image.EnumerateIndexed().Sum(pixel => (pixel.Item1 + 0.5) * pixel.Item3) / mass,
            image.EnumerateIndexed().Sum(pixel => (pixel.Item2 + 0.5) * pixel.Item3) / mass
        );
    }

    // Row i: what share of new pixel i each old pixel is. Each row adds up to 1.
    private static Matrix<double> Shares(int old, int now)
    {
        double length = (double)old / now;
        var shares = Matrix<double>.Build.Sparse(now, old);
        for (int i = 0; i < now; i++)
        {
            for (int j = (int)(i * length); j < Math.Min(old, (i + 1) * length); j++)
            {
                double overlap = Math.Min((i + 1) * length, j + 1) - Math.Max(i * length, j);
                shares[i, j] = overlap / length;
            }
        }

        return shares;
    }

    // Row i: equal shares of all pixels that are at most so far from i.
    private static Matrix<double> Means(int count, int reach) =>
        Matrix<double>
            .Build.Dense(count, count, (i, j) => Math.Abs(i - j) <= reach ? 1 : 0)
            .NormalizeRows(1);

    private static ImageResult Decoded(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return ImageResult.FromStream(file, ColorComponents.RedGreenBlueAlpha);
        }
        catch (Exception reason) when (reason is not IOException)
        {
            throw new InvalidDataException(
                $"{path} is no PNG, JPEG, GIF or BMP image that can be read.",
                reason
            );
        }
    }
}
