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
            Product columns = product.Columns(column, Math.Min(column + BlockColumns, product.N));
            for (int block = 0; block < depthBlocks; block++)
            {
                Product terms = columns.Terms(
                    (int)((long)product.K * block / depthBlocks),
                    (int)((long)product.K * (block + 1) / depthBlocks)
                );
                if (!inPlaceB)
                {
                    PackColumns(terms.B, terms.N, terms.K, packedB);
                }

                for (int row = 0; row < product.M; row += blockRows)
                {
                    Product rows = terms.Rows(row, Math.Min(row + blockRows, product.M));
                    PackRows(rows.A, rows.M, rows.K, inPlaceA, packedA);
                    double* panel = packedB;
                    for (int j = 0; j < rows.N; )
                    {
                        int width = PanelWidth(rows.N - j);
                        Tile tile = new()
                        {
                            A = rows.A.Start,
                            StepA = rows.A.ColumnStep,
                            B = inPlaceB ? rows.B.At(0, j) : panel,
                            StepB = inPlaceB ? rows.B.RowStep : width,
                            ColumnB = inPlaceB ? rows.B.ColumnStep : 1,
                            Depth = rows.K,
                            C = rows.C + (j * rows.StepC),
                            StepC = rows.StepC,
                            Start =
                                block > 0 ? null
                                : rows.Bias == null ? zeros
                                : rows.Bias + j,
                        };
                        ComputePanel(tile, rows.M, width, inPlaceA, packedA);
                        panel += (nint)width * rows.K;
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
        Operand turned = b.Transposed;
        int j = 0;
        if (b.ColumnStep == 1)
        {
            j = columns - (columns % PanelColumns);
            Packing.CopyStrips(turned, j / PanelColumns, PanelColumns, depth, packed);
            packed += (nint)j * depth;
        }

        while (j < columns)
        {
            int width = PanelWidth(columns - j);
            Packing.Pack(turned.From(j, 0), width, width, depth, packed);
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
            Packing.CopyStrips(a, i / StripRows, StripRows, depth, packed);
            packed += (nint)i * depth;
        }

        while (i < rows)
        {
            int height = StripHeight(rows - i);
            if (!paddedOnly || height > rows - i)
            {
                Packing.Pack(a.From(i, 0), Math.Min(height, rows - i), height, depth, packed);
                packed += (nint)height * depth;
            }

            i += height;
        }
    }

    /// <summary>Some columns of C: the strips of A, one below the other, times one panel of B.</summary>
    /// <param name="tile">The first strip's, with A as it lies in memory.</param>
    /// <param name="rows">Rows of all strips.</param>
    /// <param name="width">Columns of the panel.</param>
    /// <param name="inPlace">Whether A is read where it lies, but for padded rows.</param>
    /// <param name="packed">The packed strips.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputePanel(Tile tile, int rows, int width, bool inPlace, double* packed)
    {
        while (rows > 0)
        {
            int height = StripHeight(rows);
            if (!inPlace || height > rows)
            {
                tile.A = packed;
                tile.StepA = height;
                packed += (nint)height * tile.Depth;
            }

            if (height > rows)
            {
                ComputePadded(tile, rows, height, width);
                return;
            }

            Compute(tile, height, width);
            tile.A += height;
            tile.C += height;
            rows -= height;
        }
    }

    /// <summary>The last tile of a panel, computed beside C, of which it would overwrite too much.</summary>
    private static void ComputePadded(in Tile tile, int rows, int height, int width)
    {
        double* c = stackalloc double[8 * PanelColumns];
        Tile beside = tile with { C = c, StepC = height };
        for (int j = 0; j < width && tile.Start == null; j++)
        {
            Column(tile, j, rows).CopyTo(Column(beside, j, rows));
        }

        Compute(beside, height, width);
        for (int j = 0; j < width; j++)
        {
            Column(beside, j, rows).CopyTo(Column(tile, j, rows));
        }
    }

    private static Span<double> Column(in Tile tile, int j, int rows) =>
        new(tile.C + (j * tile.StepC), rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compute(in Tile tile, int height, int width)
    {
        if (height == StripRows)
        {
            if (width == 8 && !TOperations.HasManyRegisters)
            {
                Tiles<TVector, TOperations, Three, Four>.Compute(tile);
                Tiles<TVector, TOperations, Three, Four>.Compute(tile.Right(4));
            }
            else
            {
                Compute<TVector, TOperations, Three>(tile, width);
            }
        }
        else if (height == TOperations.Count)
        {
            Compute<TVector, TOperations, One>(tile, width);
        }
        else
        {
            Compute<Vector256<double>, Operations256, One>(tile, width);
        }
    }

    private static void Compute<TOfTile, TOperationsOfTile, TVectors>(in Tile tile, int width)
        where TOfTile : unmanaged
        where TOperationsOfTile : IVectorOperations<TOfTile>
        where TVectors : IConstant
    {
        switch (width)
        {
            case 8:
                Tiles<TOfTile, TOperationsOfTile, TVectors, Eight>.Compute(tile);
                break;
            case 4:
                Tiles<TOfTile, TOperationsOfTile, TVectors, Four>.Compute(tile);
                break;
            case 2:
                Tiles<TOfTile, TOperationsOfTile, TVectors, Two>.Compute(tile);
                break;
            default:
                Tiles<TOfTile, TOperationsOfTile, TVectors, One>.Compute(tile);
                break;
        }
    }
}
