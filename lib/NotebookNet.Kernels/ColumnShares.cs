using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Kernels;

/// <summary>Work that goes through a matrix column by column, on as many threads as pay.</summary>
internal static class ColumnShares
{
    /// <summary>
    /// Elements that pay for a thread: one pass over them takes 2 µs and more, where to share it costs half a microsecond, and
    /// the threads have the columns in their caches that they wrote in the product before.
    /// </summary>
    private const int WorthAThread = 8192;

    /// <summary>Runs <paramref name="body"/> for each share of a matrix's columns: from the first to the one after the last.</summary>
    /// <param name="matrix">The matrix, or one of several with as many columns.</param>
    /// <param name="state">What each share is given.</param>
    /// <param name="body">A static lambda, which is made once: the call then allocates nothing.</param>
    public static void Run<TState>(
        DenseMatrix matrix,
        in TState state,
        Action<TState, int, int> body
    ) =>
        Workers.Share(
            matrix.ColumnCount,
            Workers.CountFor(matrix.Values.Length, WorthAThread),
            state,
            body
        );
}
