using System.Runtime.CompilerServices;

namespace NotebookNet.Kernels;

/// <summary>
/// The micro-kernel. A tile of C stays in registers while k runs; each step loads one column of A's strip and, for every
/// column of the tile, broadcasts one element of B's panel and multiplies and adds: c[i, j] = a[i, k]·b[k, j] + c[i, j].
/// </summary>
/// <remarks>
/// <para>
/// A multiply-add takes 4 cycles and a core starts one (512 bits on Zen 4) or two (256 bits) each cycle, so at least 4 or 8
/// sums must be under way; the more sums a loaded vector serves, the fewer loads. With 32 registers 3 vectors × 8
/// columns use 24 for sums, 3 for A and 1 for B: 24×8 doubles with AVX-512, 6×8 on ARM64. With 16 registers 3 × 4 use 12, 3 and 1:
/// 12×4 doubles with AVX2. The low tiles, 1 × 8, are for the rows left over, and keep 8 sums under way.
/// </para>
/// <para>
/// Measured on one core of a Zen 4 machine, batch of 100: 100×784·784×100 in 24×8 tiles 53 GFLOP/s (OpenBLAS 0.3.21 with the
/// same instructions 46), in 12×4 tiles 50 (48).
/// </para>
/// <para>
/// Only loads, broadcasts and fused multiply-adds touch the sums, in the order of k, so a tile's shape changes no bit. The
/// sums have names since only a local variable stays in a register; those that a shape does not have are not compiled.
/// </para>
/// </remarks>
/// <typeparam name="TVector">A register of doubles.</typeparam>
/// <typeparam name="TOperations">What can be done with it.</typeparam>
/// <typeparam name="TVectors">How many vectors high the tile is: 1 or 3.</typeparam>
/// <typeparam name="TColumns">How many columns it has: 1, 2, 4 or 8.</typeparam>
internal static unsafe class Tiles<TVector, TOperations, TVectors, TColumns>
    where TVector : unmanaged
    where TOperations : IVectorOperations<TVector>
    where TVectors : IConstant
    where TColumns : IConstant
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(in Tile tile)
    {
        Begin(tile, 0, out TVector s00, out TVector s10, out TVector s20);
        Begin(tile, 1, out TVector s01, out TVector s11, out TVector s21);
        Begin(tile, 2, out TVector s02, out TVector s12, out TVector s22);
        Begin(tile, 3, out TVector s03, out TVector s13, out TVector s23);
        Begin(tile, 4, out TVector s04, out TVector s14, out TVector s24);
        Begin(tile, 5, out TVector s05, out TVector s15, out TVector s25);
        Begin(tile, 6, out TVector s06, out TVector s16, out TVector s26);
        Begin(tile, 7, out TVector s07, out TVector s17, out TVector s27);
        double* a = tile.A;
        nint stepA = tile.StepA;
        double* b0 = tile.B;
        nint stepB = tile.StepB;
        double* b1 = b0 + tile.ColumnB;
        double* b2 = b1 + tile.ColumnB;
        double* b3 = b2 + tile.ColumnB;
        double* b4 = b3 + tile.ColumnB;
        double* b5 = b4 + tile.ColumnB;
        double* b6 = b5 + tile.ColumnB;
        double* b7 = b6 + tile.ColumnB;
        for (int depth = tile.Depth; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TVectors.Value > 1 ? TOperations.Load(a + TOperations.Count) : a0;
            TVector a2 = TVectors.Value > 1 ? TOperations.Load(a + (2 * TOperations.Count)) : a0;
            a += stepA;
            Step(0, a0, a1, a2, ref b0, stepB, ref s00, ref s10, ref s20);
            Step(1, a0, a1, a2, ref b1, stepB, ref s01, ref s11, ref s21);
            Step(2, a0, a1, a2, ref b2, stepB, ref s02, ref s12, ref s22);
            Step(3, a0, a1, a2, ref b3, stepB, ref s03, ref s13, ref s23);
            Step(4, a0, a1, a2, ref b4, stepB, ref s04, ref s14, ref s24);
            Step(5, a0, a1, a2, ref b5, stepB, ref s05, ref s15, ref s25);
            Step(6, a0, a1, a2, ref b6, stepB, ref s06, ref s16, ref s26);
            Step(7, a0, a1, a2, ref b7, stepB, ref s07, ref s17, ref s27);
        }

        End(tile, 0, s00, s10, s20);
        End(tile, 1, s01, s11, s21);
        End(tile, 2, s02, s12, s22);
        End(tile, 3, s03, s13, s23);
        End(tile, 4, s04, s14, s24);
        End(tile, 5, s05, s15, s25);
        End(tile, 6, s06, s16, s26);
        End(tile, 7, s07, s17, s27);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(
        in Tile tile,
        int column,
        out TVector s0,
        out TVector s1,
        out TVector s2
    )
    {
        s0 = s1 = s2 = default;
        if (column >= TColumns.Value)
        {
            return;
        }

        if (tile.Start != null)
        {
            s0 = s1 = s2 = TOperations.Broadcast(tile.Start + column);
            return;
        }

        double* c = tile.C + (column * tile.StepC);
        s0 = TOperations.Load(c);
        if (TVectors.Value > 1)
        {
            s1 = TOperations.Load(c + TOperations.Count);
            s2 = TOperations.Load(c + (2 * TOperations.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        int column,
        TVector a0,
        TVector a1,
        TVector a2,
        ref double* b,
        nint stepB,
        ref TVector s0,
        ref TVector s1,
        ref TVector s2
    )
    {
        if (column >= TColumns.Value)
        {
            return;
        }

        TVector b0 = TOperations.Broadcast(b);
        b += stepB;
        s0 = TOperations.FusedMultiplyAdd(a0, b0, s0);
        if (TVectors.Value > 1)
        {
            s1 = TOperations.FusedMultiplyAdd(a1, b0, s1);
            s2 = TOperations.FusedMultiplyAdd(a2, b0, s2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(in Tile tile, int column, TVector s0, TVector s1, TVector s2)
    {
        if (column >= TColumns.Value)
        {
            return;
        }

        double* c = tile.C + (column * tile.StepC);
        TOperations.Store(s0, c);
        if (TVectors.Value > 1)
        {
            TOperations.Store(s1, c + TOperations.Count);
            TOperations.Store(s2, c + (2 * TOperations.Count));
        }
    }
}
