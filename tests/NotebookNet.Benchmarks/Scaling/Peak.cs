using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NotebookNet.Kernels;

namespace NotebookNet.Benchmarks.Scaling;

/// <summary>Multiply-adds that touch registers only: as many a second as one core can make, on the widest vectors the kernels use.</summary>
internal static class Peak
{
    private const int Sums = 12;

    /// <summary>Makes about <paramref name="operations"/> floating-point operations, an addition and a multiplication each.</summary>
    /// <returns>How many it made.</returns>
    public static double Run(double operations) =>
        Vector512.IsHardwareAccelerated
            ? Run<Vector512<double>, Operations512>(operations)
            : Run<Vector<double>, OwnWidthOperations>(operations);

    private static unsafe double Run<TVector, TOperations>(double operations)
        where TVector : unmanaged
        where TOperations : IVectorOperations<TVector>
    {
        int inRound = 2 * Sums * TOperations.Count;
        int rounds = (int)(operations / inRound) + 1;
        double* numbers = stackalloc double[8];
        numbers[0] = 1;
        Accumulate<TVector, TOperations>(rounds, numbers);

        // Reading a result keeps the loop.
        return double.IsFinite(numbers[0]) ? (double)rounds * inRound : double.NaN;
    }

    /// <summary>Twelve sums: a core that starts two multiply-adds of 4 or 5 cycles in each needs 10, and 16 registers hold them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Accumulate<TVector, TOperations>(int rounds, double* numbers)
        where TVector : unmanaged
        where TOperations : IVectorOperations<TVector>
    {
        TVector x = TOperations.Broadcast(numbers);

        // Different numbers: the compiler would make one sum of equal ones.
        TVector s0 = TOperations.FusedMultiplyAdd(x, x, x);
        TVector s1 = TOperations.FusedMultiplyAdd(x, x, s0);
        TVector s2 = TOperations.FusedMultiplyAdd(x, x, s1);
        TVector s3 = TOperations.FusedMultiplyAdd(x, x, s2);
        TVector s4 = TOperations.FusedMultiplyAdd(x, x, s3);
        TVector s5 = TOperations.FusedMultiplyAdd(x, x, s4);
        TVector s6 = TOperations.FusedMultiplyAdd(x, x, s5);
        TVector s7 = TOperations.FusedMultiplyAdd(x, x, s6);
        TVector s8 = TOperations.FusedMultiplyAdd(x, x, s7);
        TVector s9 = TOperations.FusedMultiplyAdd(x, x, s8);
        TVector s10 = TOperations.FusedMultiplyAdd(x, x, s9);
        TVector s11 = TOperations.FusedMultiplyAdd(x, x, s10);
        for (int i = 0; i < rounds; i++)
        {
            s0 = TOperations.FusedMultiplyAdd(x, x, s0);
            s1 = TOperations.FusedMultiplyAdd(x, x, s1);
            s2 = TOperations.FusedMultiplyAdd(x, x, s2);
            s3 = TOperations.FusedMultiplyAdd(x, x, s3);
            s4 = TOperations.FusedMultiplyAdd(x, x, s4);
            s5 = TOperations.FusedMultiplyAdd(x, x, s5);
            s6 = TOperations.FusedMultiplyAdd(x, x, s6);
            s7 = TOperations.FusedMultiplyAdd(x, x, s7);
            s8 = TOperations.FusedMultiplyAdd(x, x, s8);
            s9 = TOperations.FusedMultiplyAdd(x, x, s9);
            s10 = TOperations.FusedMultiplyAdd(x, x, s10);
            s11 = TOperations.FusedMultiplyAdd(x, x, s11);
        }

        s0 = TOperations.FusedMultiplyAdd(x, s0, s1);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s2);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s3);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s4);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s5);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s6);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s7);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s8);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s9);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s10);
        s0 = TOperations.FusedMultiplyAdd(x, s0, s11);
        TOperations.Store(s0, numbers);
    }
}
