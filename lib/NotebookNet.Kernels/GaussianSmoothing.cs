using System.Numerics;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>
/// Smooths the channels of an image with a Gaussian of standard deviation σ pixels, &gt; 0, along rows and then along columns. Its weights reach
/// 4σ to both sides and sum to 1; beyond its borders the image goes on mirrored (… c b a | a b c …), so that the sum of
/// all values stays what it was.
/// </summary>
/// <remarks>
/// Every value is the same sum in the same order, whatever the vector's width: the middle weight first, then the pairs of
/// equal weight from the inside out.
/// </remarks>
internal sealed class GaussianSmoothing
{
    /// <summary>The weights from the middle to one side.</summary>
    private readonly double[] _weights;

    public GaussianSmoothing(double sigma)
    {
        int radius = (int)((4 * sigma) + 0.5);
        _weights = new double[radius + 1];
        double sum = 0;
        for (int i = radius; i >= 0; i--)
        {
            _weights[i] = Elementwise.Exp(-0.5 * (i / sigma) * (i / sigma));
            sum += i == 0 ? _weights[i] : 2 * _weights[i];
        }

        for (int i = 0; i <= radius; i++)
        {
            _weights[i] /= sum;
        }
    }

    private int Radius => _weights.Length - 1;

    /// <summary>Smooths height×width×channels numbers, those of a pixel side by side and row after row, into as many.</summary>
    public void Smooth(
        ReadOnlySpan<double> source,
        int height,
        int width,
        int channels,
        Span<double> destination
    )
    {
        int rowLength = width * channels;
        int size = height * rowLength;
        using var paddedRow = new Scratch(rowLength + (2 * Radius * channels));
        using var paddedRows = new Scratch(size + (2 * Radius * rowLength));
        for (int y = 0; y < height; y++)
        {
            source.Slice(y * rowLength, rowLength).CopyTo(paddedRow.Span[(Radius * channels)..]);
            Mirror(paddedRow.Span, width, channels);
            Filter(
                paddedRow.Span,
                channels,
                paddedRows.Span.Slice((Radius + y) * rowLength, rowLength)
            );
        }

        Mirror(paddedRows.Span, height, rowLength);
        Filter(paddedRows.Span, rowLength, destination[..size]);
    }

    /// <summary>Fills both ends: <paramref name="count"/> items of <paramref name="size"/> numbers stand in the middle.</summary>
    private void Mirror(Span<double> padded, int count, int size)
    {
        int first = Radius;
        int last = Radius + count - 1;
        for (int i = 0; i < Radius; i++)
        {
            // An image shorter than the radius is mirrored again and again.
            int distance = i % (2 * count);
            int mirrored = distance < count ? distance : (2 * count) - 1 - distance;
            Copy(padded, first + mirrored, first - 1 - i, size);
            Copy(padded, last - mirrored, last + 1 + i, size);
        }
    }

    private static void Copy(Span<double> items, int from, int to, int size) =>
        items.Slice(from * size, size).CopyTo(items[(to * size)..]);

    /// <summary>destination[i] = Σ weight(k)·padded[i + (radius + k)·stride] over k = −radius … radius.</summary>
    private void Filter(ReadOnlySpan<double> padded, int stride, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            padded.Length,
            destination.Length + (2 * Radius * stride)
        );
        ref double source = ref MemoryMarshal.GetReference(padded);
        ref double target = ref MemoryMarshal.GetReference(destination);
        int middle = Radius * stride;
        int i = 0;
        for (; i <= destination.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            int before = i + middle;
            int after = before;
            Vector<double> sum = _weights[0] * Vector.LoadUnsafe(ref source, (nuint)before);
            for (int k = 1; k < _weights.Length; k++)
            {
                before -= stride;
                after += stride;
                Vector<double> pair =
                    Vector.LoadUnsafe(ref source, (nuint)before)
                    + Vector.LoadUnsafe(ref source, (nuint)after);
                sum += _weights[k] * pair;
            }

            sum.StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < destination.Length; i++)
        {
            int at = i + middle;
            double sum = _weights[0] * padded[at];
            for (int k = 1; k < _weights.Length; k++)
            {
                sum += _weights[k] * (padded[at - (k * stride)] + padded[at + (k * stride)]);
            }

            destination[i] = sum;
        }
    }
}
