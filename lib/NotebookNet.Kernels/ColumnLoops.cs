using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>A function of an element that gives two numbers: a result, and one that is kept beside it.</summary>
internal interface IForwardRule
{
    Vector<double> Apply(Vector<double> x, out Vector<double> kept);
}

/// <summary>A function of an element and of what was kept beside it.</summary>
internal interface IBackwardRule
{
    Vector<double> Apply(Vector<double> dy, Vector<double> kept);
}

/// <summary>
/// Passes over a column with a rule that has numbers of its own. The elements after the last whole register go through the same rule in a
/// padded one, so an element's result does not depend on where it stands.
/// </summary>
internal static class ColumnLoops
{
    /// <summary>y and kept = the rule of x.</summary>
    public static void Forward<TRule>(
        TRule rule,
        ReadOnlySpan<double> x,
        Span<double> kept,
        Span<double> y
    )
        where TRule : struct, IForwardRule
    {
        kept = kept[..x.Length];
        y = y[..x.Length];
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ks = MemoryMarshal.Cast<double, Vector<double>>(kept);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);

        // A copy whose numbers can stay in registers.
        TRule local = rule;
        for (int i = 0; i < xs.Length; i++)
        {
            ys[i] = local.Apply(xs[i], out Vector<double> k);
            ks[i] = k;
        }

        int whole = xs.Length * Vector<double>.Count;
        if (whole < x.Length)
        {
            ForwardRest(rule, x[whole..], kept[whole..], y[whole..]);
        }
    }

    /// <summary>dx = the rule of dy and of what was kept.</summary>
    public static void Backward<TRule>(
        TRule rule,
        ReadOnlySpan<double> dy,
        ReadOnlySpan<double> kept,
        Span<double> dx
    )
        where TRule : struct, IBackwardRule
    {
        kept = kept[..dy.Length];
        dx = dx[..dy.Length];
        ReadOnlySpan<Vector<double>> dys = MemoryMarshal.Cast<double, Vector<double>>(dy);
        ReadOnlySpan<Vector<double>> ks = MemoryMarshal.Cast<double, Vector<double>>(kept);
        Span<Vector<double>> dxs = MemoryMarshal.Cast<double, Vector<double>>(dx);
        TRule local = rule;
        for (int i = 0; i < dys.Length; i++)
        {
            dxs[i] = local.Apply(dys[i], ks[i]);
        }

        int whole = dys.Length * Vector<double>.Count;
        if (whole < dy.Length)
        {
            BackwardRest(rule, dy[whole..], kept[whole..], dx[whole..]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForwardRest<TRule>(
        TRule rule,
        ReadOnlySpan<double> x,
        Span<double> kept,
        Span<double> y
    )
        where TRule : struct, IForwardRule
    {
        VectorLoops.StorePart(rule.Apply(VectorLoops.LoadPart(x), out Vector<double> k), y);
        VectorLoops.StorePart(k, kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BackwardRest<TRule>(
        TRule rule,
        ReadOnlySpan<double> dy,
        ReadOnlySpan<double> kept,
        Span<double> dx
    )
        where TRule : struct, IBackwardRule =>
        VectorLoops.StorePart(rule.Apply(VectorLoops.LoadPart(dy), VectorLoops.LoadPart(kept)), dx);
}
