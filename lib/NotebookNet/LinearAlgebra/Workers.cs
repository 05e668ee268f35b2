namespace NotebookNet.LinearAlgebra;

/// <summary>The threads that kernels share. What a kernel computes never depends on how many there are.</summary>
internal static class Workers
{
    /// <summary>
    /// The number of threads that work on a kernel, the caller included:
    /// <see cref="MathNet.Numerics.Control.MaxDegreeOfParallelism"/>, at most one a processor.
    /// </summary>
    public static int Count =>
        Math.Max(
            1,
            Math.Min(MathNet.Numerics.Control.MaxDegreeOfParallelism, Environment.ProcessorCount)
        );

    /// <summary>Runs <paramref name="body"/> once for each part from 0 to <paramref name="parts"/> − 1, in any order, perhaps at the same time, and returns when all have ended.</summary>
    /// <param name="parts">How many parts there are, ≥ 0.</param>
    /// <param name="state">What each part is given.</param>
    /// <param name="body">A static lambda, which the compiler makes once: the call allocates nothing.</param>
    public static void Run<TState>(int parts, TState state, Action<TState, int> body)
    {
        for (int part = 0; part < parts; part++)
        {
            body(state, part);
        }
    }
}
