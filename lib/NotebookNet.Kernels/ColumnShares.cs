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

    /// <summary>
    /// Runs <paramref name="body"/> for each share of the columns of a matrix, or of several with as many: from the first to the one after
    /// the last. A static lambda is made once: the call then allocates nothing.
    /// </summary>
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
