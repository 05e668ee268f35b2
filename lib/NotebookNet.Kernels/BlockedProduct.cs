using System.Numerics;
using System.Runtime.CompilerServices;

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
/// gains 2 % where n is 100, 40 % at 10, nothing from 512 on; B with its columns side by side (dY·Wᵀ) gains 5 %. Zen 3 with
/// AVX2, whose tiles read everything twice as often: A in place loses 15 % but for the narrowest products; B with its columns
/// one after the other (X·W) gains 4 to 8 %; side by side it gains 5 % at n = 100 and loses 14 % at 512, where the tile's
/// steps of 4 KB all fall into the same lines of the cache.
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
        double* packedA = PackingBuffer.Get(Depth * (BlockRows + BlockColumns));
        double* packedB = packedA + (Depth * BlockRows);
        bool inPlaceA =
            product.A.RowStep == 1 && product.N <= (TOperations.HasManyRegisters ? 256 : 16);
        bool sideBySide = product.B.ColumnStep == 1;
        bool inPlaceB =
            product.M <= 256
            && (sideBySide == TOperations.HasManyRegisters || (sideBySide && product.N <= 256));

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
                    Pack(terms.B.Transposed, terms.N, terms.K, PanelWidth, packedB);
                }

                for (int row = 0; row < product.M; row += blockRows)
                {
                    Product rows = terms.Rows(row, Math.Min(row + blockRows, product.M));

                    // In a padded last strip even the rows that are read in place are copied.
                    int rest = rows.M % TOperations.Count;
                    int inPlace = !inPlaceA
                        ? 0
                        : rows.M - (rest == Vector<double>.Count ? 0 : rest);
                    Pack(rows.A.From(inPlace, 0), rows.M - inPlace, rows.K, StripHeight, packedA);
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
                        ComputePanel(tile, rows.M, width, inPlace, packedA);
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

    /// <summary>The height of the next strip. So few rows that half a 512-bit vector holds them go to one.</summary>
    private static int StripHeight(int rows) =>
        rows >= StripRows ? StripRows
        : rows <= Vector<double>.Count ? Vector<double>.Count
        : TOperations.Count;

    /// <summary>Copies strips of the widths that <paramref name="next"/> gives for what is left, one after another.</summary>
    private static void Pack(
        Operand source,
        int lanes,
        int depth,
        Func<int, int> next,
        double* packed
    )
    {
        for (int i = 0; i < lanes; )
        {
            int width = next(lanes - i);
            int end = i + Math.Max(width, (lanes - i) / width * width);
            Packing.Copy(source.From(i, 0), Math.Min(end, lanes) - i, width, depth, packed);
            packed += (nint)(end - i) * depth;
            i = end;
        }
    }

    /// <summary>
    /// Some columns of C: the strips of A, one below the other, times one panel of B of so many columns. The tile is the first strip's, with
    /// A as it lies in memory; so many rows are read there, those of the others from the packed strips.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputePanel(Tile tile, int rows, int width, int inPlace, double* packed)
    {
        while (rows > 0)
        {
            int height = StripHeight(rows);
            if (inPlace <= 0)
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
            inPlace -= height;
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
        if (height == StripRows && width == 8 && !TOperations.HasManyRegisters)
        {
            Tiles<TVector, TOperations, Three, Four>.Compute(tile);
            Tiles<TVector, TOperations, Three, Four>.Compute(tile.Right(4));
        }
        else if (height == StripRows)
        {
            Compute<TVector, TOperations, Three>(tile, width);
        }
        else if (height == TOperations.Count)
        {
            Compute<TVector, TOperations, One>(tile, width);
        }
        else
        {
            Compute<Vector<double>, OwnWidthOperations, One>(tile, width);
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
