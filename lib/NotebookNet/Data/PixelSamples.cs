using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Images kept as bytes, one after another; they become numbers in 0 … 1 (value/255) as they are read.</summary>
internal sealed class PixelSamples(byte[] pixels, int count, int width) : ISamples
{
    private static readonly double[] Scaled =
    [
        .. Enumerable.Range(0, 256).Select(value => value / 255.0),
    ];

    public int Count => count;

    public int Width => width;

    public void Gather(ReadOnlySpan<int> indices, DenseMatrix destination)
    {
        int rows = indices.Length;
        Span<double> values = destination.Values;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> sample = pixels.AsSpan(indices[row] * width, width);
            for (int column = 0; column < width; column++)
            {
                values[(column * rows) + row] = Scaled[sample[column]];
            }
        }
    }

    public void CopySample(int index, Span<double> destination)
    {
        ReadOnlySpan<byte> sample = pixels.AsSpan(index * width, width);
        for (int column = 0; column < width; column++)
        {
            destination[column] = Scaled[sample[column]];
        }
    }
}
