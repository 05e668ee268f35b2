using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>A function of one element, for as many elements at once as a vector holds.</summary>
internal interface IUnaryFunction
{
    static abstract Vector<double> Apply(Vector<double> x);
}

/// <summary>A function of two elements, for as many pairs at once as a vector holds.</summary>
internal interface IBinaryFunction
{
    static abstract Vector<double> Apply(Vector<double> x, Vector<double> y);
}

/// <summary>
/// Loops that apply a function to spans. The elements after the last whole vector go through the same function in a
/// padded one, so an element's result does not depend on where it stands.
/// </summary>
internal static class VectorLoops
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(ReadOnlySpan<double> x, Span<double> destination)
        where TFunction : IUnaryFunction
    {
        CheckLength(x.Length, destination.Length);
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            TFunction.Apply(Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            StorePart(TFunction.Apply(LoadPart(x[i..])), destination[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Span<double> destination
    )
        where TFunction : IBinaryFunction
    {
        CheckLength(x.Length, y.Length);
        CheckLength(x.Length, destination.Length);
        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            TFunction
                .Apply(
                    Vector.LoadUnsafe(ref fromX, (nuint)i),
                    Vector.LoadUnsafe(ref fromY, (nuint)i)
                )
                .StoreUnsafe(ref to, (nuint)i);
        }

        if (i < x.Length)
        {
            StorePart(TFunction.Apply(LoadPart(x[i..]), LoadPart(y[i..])), destination[i..]);
        }
    }

    /// <summary>The elements of a span that is shorter than a vector, and zeros.</summary>
    public static Vector<double> LoadPart(ReadOnlySpan<double> source)
    {
        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Clear();
        source.CopyTo(padded);
        return new Vector<double>(padded);
    }

    /// <summary>The first elements of a vector, as many as the span takes.</summary>
    public static void StorePart(Vector<double> value, Span<double> destination)
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
