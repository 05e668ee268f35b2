using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>Each thread's memory for packed blocks, taken once and pinned.</summary>
internal static unsafe class PackingBuffer
{
    private const int LineBytes = 64;

    [ThreadStatic]
    private static double[]? s_memory;

    /// <summary>Two arrays, each starting a cache line; every call must ask for the same sizes.</summary>
    public static void Get(int sizeA, int sizeB, out double* packedA, out double* packedB)
    {
        double[] buffer = s_memory ??= GC.AllocateUninitializedArray<double>(
            sizeA + sizeB + (LineBytes / sizeof(double)),
            pinned: true
        );
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        packedA = (double*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        packedB = packedA + sizeA;
    }
}
