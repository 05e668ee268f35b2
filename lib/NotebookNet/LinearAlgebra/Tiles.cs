using System.Runtime.CompilerServices;

namespace NotebookNet.LinearAlgebra;

/// <summary>
/// The micro-kernels: a tile of the result, some vectors high and some columns wide, stays in registers while k runs. Each
/// step loads a column of A's strip, and for each column of B broadcasts one element and multiplies and adds.
/// </summary>
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
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            Step(a0, a1, a2, b + 1, ref s01, ref s11, ref s21);
            Step(a0, a1, a2, b + 2, ref s02, ref s12, ref s22);
            Step(a0, a1, a2, b + 3, ref s03, ref s13, ref s23);
            a += stepA;
            b += stepB;
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
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00, out TVector s10, out TVector s20);
        Begin(c + stepC, start, 1, out TVector s01, out TVector s11, out TVector s21);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            TVector a1 = TOperations.Load(a + TOperations.Count);
            TVector a2 = TOperations.Load(a + (2 * TOperations.Count));
            Step(a0, a1, a2, b, ref s00, ref s10, ref s20);
            Step(a0, a1, a2, b + 1, ref s01, ref s11, ref s21);
            a += stepA;
            b += stepB;
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
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b + 1, ref s01);
            Step(a0, b + 2, ref s02);
            Step(a0, b + 3, ref s03);
            Step(a0, b + 4, ref s04);
            Step(a0, b + 5, ref s05);
            Step(a0, b + 6, ref s06);
            Step(a0, b + 7, ref s07);
            a += stepA;
            b += stepB;
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
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b + 1, ref s01);
            Step(a0, b + 2, ref s02);
            Step(a0, b + 3, ref s03);
            a += stepA;
            b += stepB;
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
        int depth,
        double* c,
        nint stepC,
        double* start
    )
    {
        Begin(c, start, 0, out TVector s00);
        Begin(c + stepC, start, 1, out TVector s01);
        for (; depth > 0; depth--)
        {
            TVector a0 = TOperations.Load(a);
            Step(a0, b, ref s00);
            Step(a0, b + 1, ref s01);
            a += stepA;
            b += stepB;
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
