using System.Runtime.CompilerServices;

namespace NotebookNet.Kernels;

/// <summary>
/// The micro-kernels. A tile of C stays in registers while k runs; each step loads one column of A's strip and, for every
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
/// Measured on one core of a Zen 4 machine in GFLOP/s, batch of 100, beside OpenBLAS 0.3.21 with the same instructions:
/// 100×784·784×100 in 24×8 tiles 53 (OpenBLAS 46), in 12×4 tiles 50 (48); 784×100·100×100 54 (51) and 54 (50);
/// 100×100·100×784 55 (47) and 53 (51).
/// </para>
/// <para>
/// Only loads, broadcasts and fused multiply-adds touch the sums, in the order of k, so a tile's shape changes no bit. The
/// helpers with <c>ref</c> sums are inlined and cost nothing: the loop is the same code as written out.
/// </para>
/// </remarks>
/// <typeparam name="TVector">A register of doubles.</typeparam>
/// <typeparam name="TOperations">What can be done with it.</typeparam>
internal static unsafe class Tiles<TVector, TOperations>
    where TVector : unmanaged
    where TOperations : IVectorOperations<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile3By8(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00, out TVector s10, out TVector s20);
        Begin(c + stepC, start, 1, out TVector s01, out TVector s11, out TVector s21);
        Begin(c + (2 * stepC), start, 2, out TVector s02, out TVector s12, out TVector s22);
        Begin(c + (3 * stepC), start, 3, out TVector s03, out TVector s13, out TVector s23);
        Begin(c + (4 * stepC), start, 4, out TVector s04, out TVector s14, out TVector s24);
        Begin(c + (5 * stepC), start, 5, out TVector s05, out TVector s15, out TVector s25);
        Begin(c + (6 * stepC), start, 6, out TVector s06, out TVector s16, out TVector s26);
        Begin(c + (7 * stepC), start, 7, out TVector s07, out TVector s17, out TVector s27);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            Step(a0, a1, a2, b + 1, ref s01, ref s11, ref s21);
            Step(a0, a1, a2, b + 2, ref s02, ref s12, ref s22);
            Step(a0, a1, a2, b + 3, ref s03, ref s13, ref s23);
            Step(a0, a1, a2, b + 4, ref s04, ref s14, ref s24);
            Step(a0, a1, a2, b + 5, ref s05, ref s15, ref s25);
            Step(a0, a1, a2, b + 6, ref s06, ref s16, ref s26);
            Step(a0, a1, a2, b + 7, ref s07, ref s17, ref s27);
            a += stepA;
            b += stepB;
        }

        End(c, s00, s10, s20);
        End(c + stepC, s01, s11, s21);
        End(c + (2 * stepC), s02, s12, s22);
        End(c + (3 * stepC), s03, s13, s23);
        End(c + (4 * stepC), s04, s14, s24);
        End(c + (5 * stepC), s05, s15, s25);
        End(c + (6 * stepC), s06, s16, s26);
        End(c + (7 * stepC), s07, s17, s27);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile3By4(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00, out TVector s10, out TVector s20);
        Begin(c + stepC, start, 1, out TVector s01, out TVector s11, out TVector s21);
        Begin(c + (2 * stepC), start, 2, out TVector s02, out TVector s12, out TVector s22);
        Begin(c + (3 * stepC), start, 3, out TVector s03, out TVector s13, out TVector s23);
        double* b1 = b + columnB;
        double* b2 = b + (2 * columnB);
        double* b3 = b + (3 * columnB);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            Step(a0, a1, a2, b1, ref s01, ref s11, ref s21);
            Step(a0, a1, a2, b2, ref s02, ref s12, ref s22);
            Step(a0, a1, a2, b3, ref s03, ref s13, ref s23);
            a += stepA;
            b += stepB;
            b1 += stepB;
            b2 += stepB;
            b3 += stepB;
        }

        End(c, s00, s10, s20);
        End(c + stepC, s01, s11, s21);
        End(c + (2 * stepC), s02, s12, s22);
        End(c + (3 * stepC), s03, s13, s23);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile3By2(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00, out TVector s10, out TVector s20);
        Begin(c + stepC, start, 1, out TVector s01, out TVector s11, out TVector s21);
        double* b1 = b + columnB;
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            Step(a0, a1, a2, b1, ref s01, ref s11, ref s21);
            a += stepA;
            b += stepB;
            b1 += stepB;
        }

        End(c, s00, s10, s20);
        End(c + stepC, s01, s11, s21);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile3By1(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        int depth,
        double* c,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00, out TVector s10, out TVector s20);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            a += stepA;
            b += stepB;
        }

        End(c, s00, s10, s20);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1By8(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00);
        Begin(c + stepC, start, 1, out TVector s01);
        Begin(c + (2 * stepC), start, 2, out TVector s02);
        Begin(c + (3 * stepC), start, 3, out TVector s03);
        Begin(c + (4 * stepC), start, 4, out TVector s04);
        Begin(c + (5 * stepC), start, 5, out TVector s05);
        Begin(c + (6 * stepC), start, 6, out TVector s06);
        Begin(c + (7 * stepC), start, 7, out TVector s07);
        double* b1 = b + columnB;
        double* b2 = b + (2 * columnB);
        double* b3 = b + (3 * columnB);
        double* b4 = b + (4 * columnB);
        double* b5 = b + (5 * columnB);
        double* b6 = b + (6 * columnB);
        double* b7 = b + (7 * columnB);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b1, ref s01);
            Step(a0, b2, ref s02);
            Step(a0, b3, ref s03);
            Step(a0, b4, ref s04);
            Step(a0, b5, ref s05);
            Step(a0, b6, ref s06);
            Step(a0, b7, ref s07);
            a += stepA;
            b += stepB;
            b1 += stepB;
            b2 += stepB;
            b3 += stepB;
            b4 += stepB;
            b5 += stepB;
            b6 += stepB;
            b7 += stepB;
        }

        End(c, s00);
        End(c + stepC, s01);
        End(c + (2 * stepC), s02);
        End(c + (3 * stepC), s03);
        End(c + (4 * stepC), s04);
        End(c + (5 * stepC), s05);
        End(c + (6 * stepC), s06);
        End(c + (7 * stepC), s07);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1By4(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00);
        Begin(c + stepC, start, 1, out TVector s01);
        Begin(c + (2 * stepC), start, 2, out TVector s02);
        Begin(c + (3 * stepC), start, 3, out TVector s03);
        double* b1 = b + columnB;
        double* b2 = b + (2 * columnB);
        double* b3 = b + (3 * columnB);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b1, ref s01);
            Step(a0, b2, ref s02);
            Step(a0, b3, ref s03);
            a += stepA;
            b += stepB;
            b1 += stepB;
            b2 += stepB;
            b3 += stepB;
        }

        End(c, s00);
        End(c + stepC, s01);
        End(c + (2 * stepC), s02);
        End(c + (3 * stepC), s03);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1By2(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00);
        Begin(c + stepC, start, 1, out TVector s01);
        double* b1 = b + columnB;
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b1, ref s01);
            a += stepA;
            b += stepB;
            b1 += stepB;
        }

        End(c, s00);
        End(c + stepC, s01);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1By1(
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        int depth,
        double* c,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            a += stepA;
            b += stepB;
        }

        End(c, s00);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(
        double* c,
        double* start,
        int column,
        out TVector s0,
        out TVector s1,
        out TVector s2
    )
    {
        if (start != null)
        {
            s0 = s1 = s2 = TOperations.Broadcast(start + column);
        }
        else
        {
            s0 = TOperations.Load(c);
            s1 = TOperations.Load(c + TOperations.Count);
            s2 = TOperations.Load(c + (2 * TOperations.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        TVector a0,
        TVector a1,
        TVector a2,
        double* b,
        ref TVector s0,
        ref TVector s1,
        ref TVector s2
    )
    {
        TVector b0 = TOperations.Broadcast(b);
        s0 = TOperations.FusedMultiplyAdd(a0, b0, s0);
        s1 = TOperations.FusedMultiplyAdd(a1, b0, s1);
        s2 = TOperations.FusedMultiplyAdd(a2, b0, s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(double* c, TVector s0, TVector s1, TVector s2)
    {
        TOperations.Store(s0, c);
        TOperations.Store(s1, c + TOperations.Count);
        TOperations.Store(s2, c + (2 * TOperations.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(double* c, double* start, int column, out TVector s0)
    {
        if (start != null)
        {
            s0 = TOperations.Broadcast(start + column);
        }
        else
        {
            s0 = TOperations.Load(c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(TVector a0, double* b, ref TVector s0)
    {
        TVector b0 = TOperations.Broadcast(b);
        s0 = TOperations.FusedMultiplyAdd(a0, b0, s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(double* c, TVector s0)
    {
        TOperations.Store(s0, c);
    }
}
