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
    public static void AddSigns(double a, ReadOnlySpan<double> x, Span<double> y) =>
        VectorLoops.Map(new PlusSign(a), x, y, y);

    private readonly struct PlusSign(double a) : IFunction
    {
        public Vector<double> Apply(Vector<double> x, Vector<double> y)
        {
            Vector<double> zero = Vector<double>.Zero;
            Vector<double> plus = Vector.Create(a);
            Vector<double> added = Vector.ConditionalSelect(
                Vector.GreaterThan(x, zero),
                plus,
                zero
            );
            return y + (added - Vector.ConditionalSelect(Vector.LessThan(x, zero), plus, zero));
        }
    }
}
