using System.Numerics;
using System.Numerics.Tensors;

namespace NotebookNet.Kernels;

/// <summary>
/// Loops over the elements of spans, the same bits on every machine. The destination may be one of the sources itself.
/// </summary>
/// <remarks>
/// Sums, products, fused multiply-adds and maxima are IEEE 754's own, so <see cref="TensorPrimitives"/> computes them;
/// its exp, log and tanh differ between processors, and its tanh is off by 8e-13, so those are our own.
/// </remarks>
internal static class Elementwise
{
    /// <summary>e to the power x.</summary>
    public static unsafe double Exp(double x) =>
        HostKernels.TryRun(HostKernels.Exp, new(ref x), new(ref x), new(ref x))
            ? x
            : ElementaryFunctions.Exp(Vector.Create(x)).ToScalar();

    /// <summary>The natural logarithm of x.</summary>
    public static unsafe double Log(double x) =>
        HostKernels.TryRun(HostKernels.Log, new(ref x), new(ref x), new(ref x))
            ? x
            : ElementaryFunctions.Log(Vector.Create(x)).ToScalar();

    /// <summary>The hyperbolic tangent of x.</summary>
    public static unsafe double Tanh(double x) =>
        HostKernels.TryRun(HostKernels.Tanh, new(ref x), new(ref x), new(ref x))
            ? x
            : ElementaryFunctions.Tanh(Vector.Create(x)).ToScalar();

    /// <summary>1/(1 + e⁻ˣ), accurate on both sides of 0.</summary>
    public static unsafe double Sigmoid(double x) =>
        HostKernels.TryRun(HostKernels.Sigmoid, new(ref x), new(ref x), new(ref x))
            ? x
            : ElementaryFunctions.Sigmoid(Vector.Create(x)).ToScalar();

    /// <summary>destination = tanh x.</summary>
    public static unsafe void Tanh(ReadOnlySpan<double> x, Span<double> destination)
    {
        VectorLoops.CheckLength(x.Length, destination.Length);
        if (!HostKernels.TryRun(HostKernels.Tanh, x, x, destination))
        {
            VectorLoops.Map(default(TanhFunction), x, x, destination);
        }
    }

    /// <summary>destination = 1/(1 + e⁻ˣ).</summary>
    public static unsafe void Sigmoid(ReadOnlySpan<double> x, Span<double> destination)
    {
        VectorLoops.CheckLength(x.Length, destination.Length);
        if (!HostKernels.TryRun(HostKernels.Sigmoid, x, x, destination))
        {
            VectorLoops.Map(default(SigmoidFunction), x, x, destination);
        }
    }

    /// <summary>destination = max(0, x), NaN where x is.</summary>
    public static void Rectify(ReadOnlySpan<double> x, Span<double> destination)
    {
        VectorLoops.CheckLength(x.Length, destination.Length);
        TensorPrimitives.Max(x, 0.0, destination);
    }

    /// <summary>dx = dy where y &gt; 0, else 0, with y = max(0, x).</summary>
    public static void RectifyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    ) => VectorLoops.Map(default(RectifyGradient), y, dy, dx);

    /// <summary>dx = dy·(1 − y²), with y = tanh x.</summary>
    public static unsafe void TanhBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    )
    {
        VectorLoops.CheckLength(y.Length, dx.Length);
        if (!HostKernels.TryRun(HostKernels.TanhBackward, y, dy, dx))
        {
            VectorLoops.Map(default(TanhGradient), y, dy, dx);
        }
    }

    /// <summary>dx = dy·y·(1 − y), with y the sigmoid of x.</summary>
    public static void SigmoidBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    ) => VectorLoops.Map(default(SigmoidGradient), y, dy, dx);

    /// <summary>y += a·x, one rounding an element.</summary>
    public static unsafe void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        VectorLoops.CheckLength(x.Length, y.Length);
        if (!HostKernels.TryRun(HostKernels.AddScaled, x, y, y, a))
        {
            TensorPrimitives.FusedMultiplyAdd(x, a, y, y);
        }
    }

    /// <summary>destination = a·x.</summary>
    public static void Scale(double a, ReadOnlySpan<double> x, Span<double> destination)
    {
        VectorLoops.CheckLength(x.Length, destination.Length);
        TensorPrimitives.Multiply(x, a, destination);
    }

    private readonly struct TanhFunction : IFunction
    {
        public Vector<double> Apply(Vector<double> x, Vector<double> y) =>
            ElementaryFunctions.Tanh(x);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        public Vector<double> Apply(Vector<double> x, Vector<double> y) =>
            ElementaryFunctions.Sigmoid(x);
    }

    private readonly struct RectifyGradient : IFunction
    {
        public Vector<double> Apply(Vector<double> y, Vector<double> dy) =>
            Vector.ConditionalSelect(
                Vector.GreaterThan(y, Vector<double>.Zero),
                dy,
                Vector<double>.Zero
            );
    }

    private readonly struct TanhGradient : IFunction
    {
        public Vector<double> Apply(Vector<double> y, Vector<double> dy) =>
            dy * Vector.FusedMultiplyAdd(-y, y, Vector<double>.One);
    }

    private readonly struct SigmoidGradient : IFunction
    {
        public Vector<double> Apply(Vector<double> y, Vector<double> dy) =>
            dy * (y * (Vector<double>.One - y));
    }
}
