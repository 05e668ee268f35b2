using System.Numerics.Tensors;

namespace NotebookNet.LinearAlgebra;

/// <summary>
/// Loops over the elements of spans, the same bits on every machine. Where a loop reads and writes, the destination may be
/// the source itself.
/// </summary>
internal static class Elementwise
{
    /// <summary>e to the power x.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>The natural logarithm of x.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>The hyperbolic tangent of x.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>1/(1 + e⁻ˣ), accurate on both sides of 0.</summary>
    public static double Sigmoid(double x)
    {
        double e = Exp(-Math.Abs(x));
        return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
    }

    /// <summary>destination = e to the power x.</summary>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Exp(x[i]);
        }
    }

    /// <summary>destination = ln x.</summary>
    public static void Log(ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Log(x[i]);
        }
    }

    /// <summary>destination = tanh x.</summary>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Tanh(x[i]);
        }
    }

    /// <summary>destination = 1/(1 + e⁻ˣ).</summary>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Sigmoid(x[i]);
        }
    }

    /// <summary>destination = max(0, x).</summary>
    public static void Rectify(ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        TensorPrimitives.Max(x, 0.0, destination);
    }

    /// <summary>dx = dy where y &gt; 0, else 0, with y = max(0, x).</summary>
    public static void RectifyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    )
    {
        CheckLength(y.Length, dy.Length);
        CheckLength(y.Length, dx.Length);
        for (int i = 0; i < y.Length; i++)
        {
            dx[i] = y[i] > 0.0 ? dy[i] : 0.0;
        }
    }

    /// <summary>dx = dy·(1 − y²), with y = tanh x.</summary>
    public static void TanhBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    )
    {
        CheckLength(y.Length, dy.Length);
        CheckLength(y.Length, dx.Length);
        for (int i = 0; i < y.Length; i++)
        {
            dx[i] = dy[i] * Math.FusedMultiplyAdd(-y[i], y[i], 1.0);
        }
    }

    /// <summary>dx = dy·y·(1 − y), with y the sigmoid of x.</summary>
    public static void SigmoidBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    )
    {
        CheckLength(y.Length, dy.Length);
        CheckLength(y.Length, dx.Length);
        for (int i = 0; i < y.Length; i++)
        {
            dx[i] = dy[i] * (y[i] * (1.0 - y[i]));
        }
    }

    /// <summary>destination = x + y.</summary>
    public static void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
    {
        CheckLength(x.Length, y.Length);
        CheckLength(x.Length, destination.Length);
        TensorPrimitives.Add(x, y, destination);
    }

    /// <summary>y += a·x, one rounding an element.</summary>
    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        CheckLength(x.Length, y.Length);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
        }
    }

    /// <summary>destination = a·x.</summary>
    public static void Scale(double a, ReadOnlySpan<double> x, Span<double> destination)
    {
        CheckLength(x.Length, destination.Length);
        TensorPrimitives.Multiply(x, a, destination);
    }

    /// <summary>Every element of destination = value.</summary>
    public static void Fill(Span<double> destination, double value) => destination.Fill(value);

    private static void CheckLength(int expected, int actual)
    {
        if (actual != expected)
        {
            throw new ArgumentException(
                $"Expected spans of the same length, got {expected} and {actual} elements"
            );
        }
    }
}
