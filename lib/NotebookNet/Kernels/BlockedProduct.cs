using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NotebookNet.Kernels;

/// <summary>A product on one thread, with one vector width, block by block.</summary>
/// <remarks>
/// <para>
/// A block of B, up to 256 deep and 512 wide (1 MB), is copied into panels of 8 columns, whose last is split into 4, 2
/// and 1 so that nothing is computed for nothing. A block of A, up to 192 rows (384 KB: half of a common second-level
/// cache), is copied into strips of three vectors, then of one; the rows after the last whole vector are padded with
/// zeros in the copy. A panel of B (16 KB) stays in the first-level cache while all strips of A pass.
/// </para>
/// <para>
/// An operand may be read as it lies in memory instead. Measured on one core, batch of 100. Zen 4 with AVX-512: A in place
/// gains 2 % where n is 100, 8 % at 50, 40 % at 10, nothing from 512 on; B with its columns side by side (dY·Wᵀ) gains 5 %.
/// Zen 3 with AVX2, whose tiles read everything twice as often: A in place loses 15 % but for the narrowest products; B
/// with its columns one after the other (X·W) gains 4 to 8 %, more with a second thread, which need not make the same copy;
/// B with its columns side by side gains 5 % at n = 100 and loses 14 % at 512, where the tile's steps of 4 KB all
/// fall into the same lines of the cache. The 24×8 tile of AVX-512 reads columns side by side only.
/// </para>
/// </remarks>
internal static unsafe class BlockedProduct<TVector, TOperations>
    where TVector : unmanaged
    where TOperations : IVectorOperations<TVector>
{
    private const int Depth = 256;
    private const int BlockRows = 192;
    private const int BlockColumns = 512;
    private const int PanelColumns = 8;

    private static int StripRows => 3 * TOperations.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(in Product product)
    {
        double* zeros = stackalloc double[PanelColumns];
        new Span<double>(zeros, PanelColumns).Clear();
        PackingBuffer.Get(
            BlockRows * Depth,
            Depth * BlockColumns,
            out double* packedA,
            out double* packedB
        );
        bool inPlaceA =
            product.A.RowStep == 1 && product.N <= (TOperations.HasManyRegisters ? 256 : 16);
        bool inPlaceB =
            product.M <= 256
            && (
                product.B.ColumnStep == 1
                    ? TOperations.HasManyRegisters || product.N <= 256
                    : !TOperations.HasManyRegisters
            );

        // One strip at a time when few columns use it: it is then still in the first-level cache.
        int blockRows = product.N <= 16 && !inPlaceA ? StripRows : BlockRows;
        int depthBlocks = Math.Max(1, (product.K + Depth - 1) / Depth);
        for (int column = 0; column < product.N; column += BlockColumns)
        {
            int columns = Math.Min(BlockColumns, product.N - column);
            for (int block = 0; block < depthBlocks; block++)
            {
                int from = (int)((long)product.K * block / depthBlocks);
                int depth = (int)((long)product.K * (block + 1) / depthBlocks) - from;
                Operand b = product.B.From(from, column);
                if (!inPlaceB)
                {
                    PackColumns(b, columns, depth, packedB);
                }

                for (int row = 0; row < product.M; row += blockRows)
                {
                    int rows = Math.Min(blockRows, product.M - row);
                    Operand a = product.A.From(row, from);
                    PackRows(a, rows, depth, inPlaceA, packedA);
                    double* panel = packedB;
                    for (int j = 0; j < columns; )
                    {
                        int width = PanelWidth(columns - j);
                        Panel(
                            rows,
                            width,
                            depth,
                            inPlaceA ? a.Start : null,
                            a.ColumnStep,
                            packedA,
                            inPlaceB ? b.At(0, j) : panel,
                            inPlaceB ? b.RowStep : width,
                            inPlaceB ? b.ColumnStep : 1,
                            product.C + row + ((column + j) * product.StepC),
                            product.StepC,
                            block > 0 ? null
                                : product.Bias == null ? zeros
                                : product.Bias + column + j
                        );
                        panel += (nint)width * depth;
                        j += width;
                    }
                }
            }
        }
    }

    private static int PanelWidth(int columns) =>
        columns >= 8 ? 8
        : columns >= 4 ? 4
        : columns >= 2 ? 2
        : 1;

    /// <summary>The height of the next strip. Four rows or fewer go to half a 512-bit vector.</summary>
    private static int StripHeight(int rows) =>
        rows >= StripRows ? StripRows
        : TOperations.Count == 8 && rows <= 4 ? 4
        : TOperations.Count;

    private static void PackColumns(Operand b, int columns, int depth, double* packed)
    {
        int j = 0;
        if (b.ColumnStep == 1)
        {
            j = columns - (columns % PanelColumns);
            Packing.CopyStrips(b.Start, b.RowStep, j / PanelColumns, PanelColumns, depth, packed);
            packed += (nint)j * depth;
        }

        while (j < columns)
        {
            int width = PanelWidth(columns - j);
            Packing.Pack(b.At(0, j), b.ColumnStep, b.RowStep, width, width, depth, packed);
            packed += (nint)width * depth;
            j += width;
        }
    }

    private static void PackRows(Operand a, int rows, int depth, bool paddedOnly, double* packed)
    {
        int i = 0;
        if (!paddedOnly && a.RowStep == 1)
        {
            i = rows - (rows % StripRows);
            Packing.CopyStrips(a.Start, a.ColumnStep, i / StripRows, StripRows, depth, packed);
            packed += (nint)i * depth;
        }

        while (i < rows)
        {
            int height = StripHeight(rows - i);
            if (!paddedOnly || height > rows - i)
            {
                Packing.Pack(
                    a.At(i, 0),
                    a.RowStep,
                    a.ColumnStep,
                    Math.Min(height, rows - i),
                    height,
                    depth,
                    packed
                );
                packed += (nint)height * depth;
            }

            i += height;
        }
    }

    /// <summary>Some columns of C: the strips of A, one after the other, times one panel of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel(
        int rows,
        int width,
        int depth,
        double* inPlace,
        nint inPlaceStep,
        double* packed,
        double* b,
        nint stepB,
        nint columnB,
        double* c,
        nint stepC,
        double* start
    )
    {
        while (rows > 0)
        {
            int height = StripHeight(rows);
            if (height > rows)
            {
                PaddedTile(rows, height, width, depth, packed, b, stepB, columnB, c, stepC, start);
                return;
            }

            if (inPlace != null)
            {
                Tile(
                    height,
                    width,
                    depth,
                    inPlace,
                    inPlaceStep,
                    b,
                    stepB,
                    columnB,
                    c,
                    stepC,
                    start
                );
                inPlace += height;
            }
            else
            {
                Tile(height, width, depth, packed, height, b, stepB, columnB, c, stepC, start);
                packed += (nint)height * depth;
            }

            c += height;
            rows -= height;
        }
    }

    /// <summary>The last tile of a panel, computed beside C, of which it would overwrite too much.</summary>
    private static void PaddedTile(
        int rows,
        int height,
        int width,
        int depth,
        double* a,
        double* b,
        nint stepB,
        nint columnB,
        double* c,
        nint stepC,
        double* start
    )
    {
        double* tile = stackalloc double[8 * PanelColumns];
        for (int j = 0; j < width && start == null; j++)
        {
            new Span<double>(c + (j * stepC), rows).CopyTo(
                new Span<double>(tile + (j * height), rows)
            );
        }

        Tile(height, width, depth, a, height, b, stepB, columnB, tile, height, start);
        for (int j = 0; j < width; j++)
        {
            new Span<double>(tile + (j * height), rows).CopyTo(
                new Span<double>(c + (j * stepC), rows)
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(
        int height,
        int width,
        int depth,
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        double* c,
        nint stepC,
        double* start
    )
    {
        if (height == StripRows)
        {
            HighTile(width, depth, a, stepA, b, stepB, columnB, c, stepC, start);
        }
        else if (height == TOperations.Count)
        {
            LowTile<TVector, TOperations>(
                width,
                depth,
                a,
                stepA,
                b,
                stepB,
                columnB,
                c,
                stepC,
                start
            );
        }
        else
        {
            LowTile<Vector256<double>, Operations256>(
                width,
                depth,
                a,
                stepA,
                b,
                stepB,
                columnB,
                c,
                stepC,
                start
            );
        }
    }

    private static void HighTile(
        int width,
        int depth,
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        double* c,
        nint stepC,
        double* start
    )
    {
        switch (width)
        {
            case 8 when TOperations.HasManyRegisters:
                Tiles<TVector, TOperations>.Tile3By8(a, stepA, b, stepB, depth, c, stepC, start);
                break;
            case 8:
                Tiles<TVector, TOperations>.Tile3By4(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                start = start == null ? null : start + 4;
                Tiles<TVector, TOperations>.Tile3By4(
                    a,
                    stepA,
                    b + (4 * columnB),
                    stepB,
                    columnB,
                    depth,
                    c + (4 * stepC),
                    stepC,
                    start
                );
                break;
            case 4:
                Tiles<TVector, TOperations>.Tile3By4(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                break;
            case 2:
                Tiles<TVector, TOperations>.Tile3By2(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                break;
            default:
                Tiles<TVector, TOperations>.Tile3By1(a, stepA, b, stepB, depth, c, start);
                break;
        }
    }

    private static void LowTile<TLowVector, TLowOperations>(
        int width,
        int depth,
        double* a,
        nint stepA,
        double* b,
        nint stepB,
        nint columnB,
        double* c,
        nint stepC,
        double* start
    )
        where TLowVector : unmanaged
        where TLowOperations : IVectorOperations<TLowVector>
    {
        switch (width)
        {
            case 8:
                Tiles<TLowVector, TLowOperations>.Tile1By8(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                break;
            case 4:
                Tiles<TLowVector, TLowOperations>.Tile1By4(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                break;
            case 2:
                Tiles<TLowVector, TLowOperations>.Tile1By2(
                    a,
                    stepA,
                    b,
                    stepB,
                    columnB,
                    depth,
                    c,
                    stepC,
                    start
                );
                break;
            default:
                Tiles<TLowVector, TLowOperations>.Tile1By1(a, stepA, b, stepB, depth, c, start);
                break;
        }
    }
}
