using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>Each thread's memory for packed blocks, taken once and pinned.</summary>
internal static unsafe class PackingBuffer
{
    private const int LineBytes = 64;

    [ThreadStatic]
    private static double[]? s_memory;

    /// <summary>Numbers of no particular value, the first at the start of a cache line; every call must ask for as many.</summary>
    public static double* Get(int size)
    {
        double[] buffer = s_memory ??= GC.AllocateUninitializedArray<double>(
            size + (LineBytes / sizeof(double)),
            pinned: true
        );
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        return (double*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
    }
}
