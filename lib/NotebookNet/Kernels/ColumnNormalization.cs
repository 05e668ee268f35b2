using System.Numerics;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>
/// Batch normalization's two element-wise passes over a column. Every element is rounded after each operation, so the
/// vectors' width changes no bit.
/// </summary>
internal static class ColumnNormalization
{
    /// <summary>x̂ = (x − mean)·inverseDeviation and y = gamma·x̂ + beta, in one pass.</summary>
    public static void Forward(
        ReadOnlySpan<double> x,
        double mean,
        double inverseDeviation,
        double gamma,
        double beta,
        Span<double> normalized,
        Span<double> y
    )
    {
        normalized = normalized[..x.Length];
        y = y[..x.Length];
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ns = MemoryMarshal.Cast<double, Vector<double>>(normalized);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        var means = new Vector<double>(mean);
        var inverses = new Vector<double>(inverseDeviation);
        var gammas = new Vector<double>(gamma);
        var betas = new Vector<double>(beta);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector<double> n = (xs[i] - means) * inverses;
            ns[i] = n;
            ys[i] = (gammas * n) + betas;
        }

        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            double n = (x[i] - mean) * inverseDeviation;
            normalized[i] = n;
            y[i] = (gamma * n) + beta;
        }
    }

    /// <summary>dx = scale·(dy − meanGradient − x̂·meanProduct).</summary>
    public static void Backward(
        ReadOnlySpan<double> dy,
        ReadOnlySpan<double> normalized,
        double scale,
        double meanGradient,
        double meanProduct,
        Span<double> dx
    )
    {
        normalized = normalized[..dy.Length];
        dx = dx[..dy.Length];
        ReadOnlySpan<Vector<double>> dys = MemoryMarshal.Cast<double, Vector<double>>(dy);
        ReadOnlySpan<Vector<double>> ns = MemoryMarshal.Cast<double, Vector<double>>(normalized);
        Span<Vector<double>> dxs = MemoryMarshal.Cast<double, Vector<double>>(dx);
        var scales = new Vector<double>(scale);
        var gradients = new Vector<double>(meanGradient);
        var products = new Vector<double>(meanProduct);
        for (int i = 0; i < dys.Length; i++)
        {
            dxs[i] = scales * (dys[i] - gradients - (ns[i] * products));
        }

        for (int i = dys.Length * Vector<double>.Count; i < dy.Length; i++)
        {
            dx[i] = scale * (dy[i] - meanGradient - (normalized[i] * meanProduct));
        }
    }
}
