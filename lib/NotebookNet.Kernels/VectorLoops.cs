using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>A function of two elements, or of the first, for as many at once as a vector holds.</summary>
internal interface IFunction
{
    Vector<double> Apply(Vector<double> x, Vector<double> y);
}

/// <summary>
/// Loops that apply a function to spans. The elements after the last whole vector go through the same function in a
/// padded one, so an element's result does not depend on where it stands.
/// </summary>
internal static class VectorLoops
{
    /// <summary>destination = function(x, y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(
        TFunction function,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Span<double> destination
    )
        where TFunction : struct, IFunction
    {
        CheckLength(x.Length, y.Length);
        CheckLength(x.Length, destination.Length);
        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(destination);

        // A copy whose numbers can stay in registers.
        TFunction local = function;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> xs = Vector.LoadUnsafe(ref fromX, (nuint)i);
            Vector<double> ys = Vector.LoadUnsafe(ref fromY, (nuint)i);
            local.Apply(xs, ys).StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            Store(function.Apply(Load(x[i..]), Load(y[i..])), destination[i..]);
        }
    }

    /// <summary>The elements of a span no longer than a vector, and zeros.</summary>
    public static Vector<double> Load(ReadOnlySpan<double> source) =>
        source.Length == Vector<double>.Count ? new Vector<double>(source) : LoadPart(source);

    /// <summary>The first elements of a vector, as many as the span takes.</summary>
    public static void Store(Vector<double> value, Span<double> destination)
    {
        if (destination.Length == Vector<double>.Count)
        {
            value.CopyTo(destination);
        }
        else
        {
            StorePart(value, destination);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<double> LoadPart(ReadOnlySpan<double> source)
    {
        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Clear();
        source.CopyTo(padded);
        return new Vector<double>(padded);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(Vector<double> value, Span<double> destination)
    {
        Span<double> padded = stackalloc double[Vector<double>.Count];
        value.CopyTo(padded);
        padded[..destination.Length].CopyTo(destination);
    }

    public static void CheckLength(int expected, int actual)
    {
        if (actual != expected)
        {
            throw new ArgumentException(
                $"Expected spans of the same length, got {expected} and {actual} elements"
            );
        }
    }
}
