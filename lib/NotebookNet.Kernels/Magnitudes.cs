using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NotebookNet.Kernels;

/// <summary>The L1 norm and its gradient, the same bits on every machine.</summary>
internal static class Magnitudes
{
    /// <summary>Σ|xᵢ|: eight partial sums, of the elements 0, 8, 16, … to 7, 15, 23, …, added at the end.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<Vector512<double>> xs = MemoryMarshal.Cast<double, Vector512<double>>(x);
        Vector512<double> lanes = Vector512<double>.Zero;
        for (int i = 0; i < xs.Length; i++)
        {
            lanes += Vector512.Abs(xs[i]);
        }

        double sum = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += lanes.GetElement(lane);
        }

        for (int i = xs.Length * Vector512<double>.Count; i < x.Length; i++)
        {
            sum += Math.Abs(x[i]);
        }

        return sum;
    }

    /// <summary>y += a·sign x, with sign 0 = 0.</summary>
    public static void AddSigns(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        y = y[..x.Length];
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> zero = Vector<double>.Zero;
        var plus = new Vector<double>(a);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector<double> added = Vector.ConditionalSelect(
                Vector.GreaterThan(xs[i], zero),
                plus,
                zero
            );
            Vector<double> taken = Vector.ConditionalSelect(
                Vector.LessThan(xs[i], zero),
                plus,
                zero
            );
            ys[i] += added - taken;
        }

        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            y[i] +=
                x[i] > 0 ? a
                : x[i] < 0 ? -a
                : 0;
        }
    }
}
