using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Images kept as bytes, one after another; they become numbers in 0 … 1 (value/255) as they are read.</summary>
internal sealed class PixelSamples(byte[] pixels, int width) : ISamples
{
    public int Width => width;

    public void Gather(ReadOnlySpan<int> indices, DenseMatrix destination) =>
        PixelGather.Gather(pixels, width, indices, destination.Values);

    public void CopySample(int index, Span<double> destination)
    {
        ReadOnlySpan<byte> sample = pixels.AsSpan(index * width, width);
        for (int i = 0; i < sample.Length; i++)
        {
            destination[i] = PixelGather.Scale(sample[i]);
        }
    }
}
