namespace NotebookNet.Kernels;

/// <summary>
/// A tile of C to be computed, C += A·B over some terms of the sums. Which rows and columns it has, the method says that
/// computes it.
/// </summary>
internal unsafe struct Tile
{
    /// <summary>The first term of A's rows, which lie side by side, and how far it is to the next.</summary>
    public double* A;
    public nint StepA;

    /// <summary>The first term of B's first column, how far it is to the next term, and to the next column.</summary>
    public double* B;
    public nint StepB;
    public nint ColumnB;

    /// <summary>Number of terms.</summary>
    public int Depth;

    /// <summary>The first element of the result, and how far it is to the next column.</summary>
    public double* C;
    public nint StepC;

    /// <summary>Where the sums of each column start, or null: they go on from what stands in C.</summary>
    public double* Start;

    /// <summary>The tile so many columns to the right.</summary>
    public readonly Tile Right(int columns) =>
        this with
        {
            B = B + (columns * ColumnB),
            C = C + (columns * StepC),
            Start = Start == null ? null : Start + columns,
        };
}
