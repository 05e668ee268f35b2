namespace NotebookNet.Kernels;

/// <summary>A matrix in memory, seen as element (i, j) at start[i·rowStep + j·columnStep]; one of the steps is 1.</summary>
internal readonly unsafe struct Operand(double* start, nint rowStep, nint columnStep)
{
    public readonly double* Start = start;
    public readonly nint RowStep = rowStep;
    public readonly nint ColumnStep = columnStep;

    public double* At(int row, int column) => Start + (row * RowStep) + (column * ColumnStep);

    public Operand From(int row, int column) => new(At(row, column), RowStep, ColumnStep);
}

/// <summary>C = A·B to be computed, with A m×k, B k×n and C m×n.</summary>
/// <param name="m">Rows of C.</param>
/// <param name="n">Columns of C.</param>
/// <param name="k">Terms of each sum.</param>
/// <param name="a">A.</param>
/// <param name="b">B.</param>
/// <param name="c">C, column by column.</param>
/// <param name="stepC">From one column of C to the next.</param>
/// <param name="bias">n numbers where the sums of each column start, or null for 0.</param>
internal readonly unsafe struct Product(
    int m,
    int n,
    int k,
    Operand a,
    Operand b,
    double* c,
    nint stepC,
    double* bias
)
{
    public readonly int M = m;
    public readonly int N = n;
    public readonly int K = k;
    public readonly Operand A = a;
    public readonly Operand B = b;
    public readonly double* C = c;
    public readonly nint StepC = stepC;
    public readonly double* Bias = bias;

    /// <summary>The same product for some rows of C only.</summary>
    public Product Rows(int from, int to) =>
        new(to - from, N, K, A.From(from, 0), B, C + from, StepC, Bias);

    /// <summary>The same product for some columns of C only.</summary>
    public Product Columns(int from, int to) =>
        new(
            M,
            to - from,
            K,
            A,
            B.From(0, from),
            C + (from * StepC),
            StepC,
            Bias == null ? null : Bias + from
        );
}
