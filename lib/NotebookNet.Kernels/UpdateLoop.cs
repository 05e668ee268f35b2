using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>
/// Runs a rule, an optimizer's over a parameter, in one pass: each element of the values, of the gradient and of what is
/// remembered is loaded once and stored once. The rest that fills no register goes through the same rule in a padded
/// one, so neither the width of the registers nor the number of threads changes a bit.
/// </summary>
internal static class UpdateLoop
{
    /// <summary>
    /// Elements that pay for a thread: SGD takes some 2 µs for them and Adam 8, where to share them costs half a microsecond.
    /// </summary>
    private const int WorthAThread = 8192;

    /// <summary>Updates every element of θ in place. An array that the rule does not remember is empty.</summary>
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
                Run(
                    work.rule,
                    work.values.AsSpan(from..to),
                    work.gradient.AsSpan(from..to),
                    TRule.StateCount > 0 ? work.first.AsSpan(from..to) : [],
                    TRule.StateCount > 1 ? work.second.AsSpan(from..to) : []
                )
        );

    /// <summary>Updates the elements of spans of the same length, on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule>(
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

        // A copy whose numbers can stay in registers.
        TRule local = rule;
        int whole = values.Length - (values.Length % Vector<double>.Count);
        for (nuint at = 0; at < (nuint)whole; at += (nuint)Vector<double>.Count)
        {
            Vector<double> θ = Vector.LoadUnsafe(ref value, at);
            Vector<double> one =
                TRule.StateCount > 0 ? Vector.LoadUnsafe(ref firstState, at) : Vector<double>.Zero;
            Vector<double> two =
                TRule.StateCount > 1 ? Vector.LoadUnsafe(ref secondState, at) : Vector<double>.Zero;
            local.Apply(ref θ, Vector.LoadUnsafe(ref slope, at), ref one, ref two);
            θ.StoreUnsafe(ref value, at);
            if (TRule.StateCount > 0)
            {
                one.StoreUnsafe(ref firstState, at);
            }

            if (TRule.StateCount > 1)
            {
                two.StoreUnsafe(ref secondState, at);
            }
        }

        if (whole < values.Length)
        {
            gradient = gradient[whole..];
            first = TRule.StateCount > 0 ? first[whole..] : first;
            second = TRule.StateCount > 1 ? second[whole..] : second;
            Vector<double> θ = VectorLoops.Load(values[whole..]);
            Vector<double> one = VectorLoops.Load(first);
            Vector<double> two = VectorLoops.Load(second);
            rule.Apply(ref θ, VectorLoops.Load(gradient), ref one, ref two);
            VectorLoops.Store(θ, values[whole..]);
            VectorLoops.Store(one, first);
            VectorLoops.Store(two, second);
        }
    }
}
