using System.Numerics;
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
    /// <param name="state">As many arrays as the rule remembers, each as long as <paramref name="values"/>.</param>
    public static void Run<TRule>(
        TRule rule,
        double[] values,
        double[] gradient,
        ReadOnlySpan<double[]> state
    )
        where TRule : struct, IUpdateRule
    {
        double[] first = TRule.StateCount > 0 ? state[0] : [];
        double[] second = TRule.StateCount > 1 ? state[1] : [];
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
    }

    private static void RunPart<TRule>(
        TRule rule,
        Span<double> values,
        ReadOnlySpan<double> gradient,
        Span<double> first,
        Span<double> second
    )
        where TRule : struct, IUpdateRule
    {
        int vectors = values.Length - (values.Length % Vector<double>.Count);
        RunVectors(rule, values[..vectors], gradient, first, second);
        int rest = values.Length - vectors;
        if (rest == 0)
        {
            return;
        }

        Span<double> padded = stackalloc double[4 * Vector<double>.Count];
        padded.Clear();
        Span<double> restValues = padded[..Vector<double>.Count];
        Span<double> restGradient = padded[Vector<double>.Count..(2 * Vector<double>.Count)];
        Span<double> restFirst = padded[(2 * Vector<double>.Count)..(3 * Vector<double>.Count)];
        Span<double> restSecond = padded[(3 * Vector<double>.Count)..];
        values[vectors..].CopyTo(restValues);
        gradient[vectors..].CopyTo(restGradient);
        if (TRule.StateCount > 0)
        {
            first[vectors..].CopyTo(restFirst);
        }

        if (TRule.StateCount > 1)
        {
            second[vectors..].CopyTo(restSecond);
        }

        RunVectors(rule, restValues, restGradient, restFirst, restSecond);
        restValues[..rest].CopyTo(values[vectors..]);
        if (TRule.StateCount > 0)
        {
            restFirst[..rest].CopyTo(first[vectors..]);
        }

        if (TRule.StateCount > 1)
        {
            restSecond[..rest].CopyTo(second[vectors..]);
        }
    }

    /// <summary>The loop itself, over a length that whole registers make up.</summary>
    private static void RunVectors<TRule>(
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
}
