using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>
/// Runs an optimizer's rule over a parameter in one pass: each element of the values, of the gradient and of what is
/// remembered is loaded once and stored once. The rest that fills no register goes through the same rule in a padded
/// one, so neither the width of the registers nor the number of threads changes a bit.
/// </summary>
internal static class UpdateLoop
{
    /// <summary>
    /// Elements that pay for a thread: SGD takes some 2 µs for them and Adam 8, where to share them costs half a microsecond.
    /// </summary>
    private const int WorthAThread = 8192;

    /// <summary>Updates every element.</summary>
    /// <param name="rule">The rule with the numbers of this update.</param>
    /// <param name="values">θ, changed in place.</param>
    /// <param name="gradient">∂L/∂θ, as long as <paramref name="values"/>.</param>
    /// <param name="first">The first array that the rule remembers, as long as <paramref name="values"/>; empty where it remembers none.</param>
    /// <param name="second">The second; empty where it remembers one or none.</param>
    public static void Run<TRule>(
        TRule rule,
        double[] values,
        double[] gradient,
        double[] first,
        double[] second
    )
        where TRule : struct, IUpdateRule =>
        Workers.Share(
            values.Length,
            Workers.CountFor(values.Length, WorthAThread),
            (rule, values, gradient, first, second),
            static (work, from, to) =>
                RunPart(
                    work.rule,
                    work.values.AsSpan(from..to),
                    work.gradient.AsSpan(from..to),
                    TRule.StateCount > 0 ? work.first.AsSpan(from..to) : [],
                    TRule.StateCount > 1 ? work.second.AsSpan(from..to) : []
                )
        );

    private static void RunPart<TRule>(
        TRule rule,
        Span<double> values,
        ReadOnlySpan<double> gradient,
        Span<double> first,
        Span<double> second
    )
        where TRule : struct, IUpdateRule
    {
        int whole = values.Length - (values.Length % Vector<double>.Count);
        RunRegisters(rule, values[..whole], gradient, first, second);
        if (whole < values.Length)
        {
            RunRest(
                rule,
                values[whole..],
                gradient[whole..],
                TRule.StateCount > 0 ? first[whole..] : [],
                TRule.StateCount > 1 ? second[whole..] : []
            );
        }
    }

    /// <summary>The loop itself, over a length that whole registers make up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRegisters<TRule>(
        TRule rule,
        Span<double> values,
        ReadOnlySpan<double> gradient,
        Span<double> first,
        Span<double> second
    )
        where TRule : struct, IUpdateRule
    {
        ref double value = ref MemoryMarshal.GetReference(values);
        ref double slope = ref MemoryMarshal.GetReference(gradient);
        ref double firstState = ref MemoryMarshal.GetReference(first);
        ref double secondState = ref MemoryMarshal.GetReference(second);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)Vector<double>.Count)
        {
            Vector<double> theta = Vector.LoadUnsafe(ref value, i);
            Vector<double> one =
                TRule.StateCount > 0 ? Vector.LoadUnsafe(ref firstState, i) : Vector<double>.Zero;
            Vector<double> two =
                TRule.StateCount > 1 ? Vector.LoadUnsafe(ref secondState, i) : Vector<double>.Zero;
            rule.Apply(ref theta, Vector.LoadUnsafe(ref slope, i), ref one, ref two);
            theta.StoreUnsafe(ref value, i);
            if (TRule.StateCount > 0)
            {
                one.StoreUnsafe(ref firstState, i);
            }

            if (TRule.StateCount > 1)
            {
                two.StoreUnsafe(ref secondState, i);
            }
        }
    }

    /// <summary>The elements after the last whole register; a state that the rule does not have is an empty span.</summary>
    private static void RunRest<TRule>(
        TRule rule,
        Span<double> values,
        ReadOnlySpan<double> gradient,
        Span<double> first,
        Span<double> second
    )
        where TRule : struct, IUpdateRule
    {
        Vector<double> theta = VectorLoops.LoadPart(values);
        Vector<double> one = VectorLoops.LoadPart(first);
        Vector<double> two = VectorLoops.LoadPart(second);
        rule.Apply(ref theta, VectorLoops.LoadPart(gradient), ref one, ref two);
        VectorLoops.StorePart(theta, values);
        VectorLoops.StorePart(one, first);
        VectorLoops.StorePart(two, second);
    }
}
