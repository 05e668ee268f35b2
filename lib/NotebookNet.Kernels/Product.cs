namespace NotebookNet.Kernels;

/// <summary>A matrix in memory, seen as element (i, j) at start[i·rowStep + j·columnStep]; one of the steps is 1.</summary>
internal readonly unsafe struct Operand(double* start, nint rowStep, nint columnStep)
{
    public readonly double* Start = start;
    public readonly nint RowStep = rowStep;
    public readonly nint ColumnStep = columnStep;

    public Operand Transposed => new(Start, ColumnStep, RowStep);

    public double* At(int row, int column) => Start + (row * RowStep) + (column * ColumnStep);

    public Operand From(int row, int column) => new(At(row, column), RowStep, ColumnStep);
}

/// <summary>C = A·B to be computed, with A m×k, B k×n and C m×n: sums of k terms.</summary>
internal unsafe struct Product
{
    public int M;
    public int N;
    public int K;
    public Operand A;
    public Operand B;

    /// <summary>C, column by column, and how far it is from one to the next.</summary>
    public double* C;
    public nint StepC;

    /// <summary>n numbers where the sums of each column start, or null for 0.</summary>
    public double* Bias;

    /// <summary>The same product for some rows of C only.</summary>
    public readonly Product Rows(int from, int to) =>
        this with
        {
            M = to - from,
            A = A.From(from, 0),
            C = C + from,
        };

    /// <summary>The same product for some columns of C only.</summary>
    public readonly Product Columns(int from, int to) =>
        this with
        {
            N = to - from,
            B = B.From(0, from),
            C = C + (from * StepC),
            Bias = Bias == null ? null : Bias + from,
        };

    /// <summary>The same product with some terms of the sums only.</summary>
    public readonly Product Terms(int from, int to) =>
        this with
        {
            K = to - from,
            A = A.From(0, from),
            B = B.From(from, 0),
        };
}
