namespace NotebookNet.Tests;

/// <summary>How much managed memory code allocates on the thread that runs it.</summary>
internal static class Allocations
{
    private const int Runs = 5;

    /// <summary>
    /// The least of a few runs after a first one: what the code allocates every time. What the runtime or the kernels' threads make once
    /// only, at a moment that other tests running beside this one decide, does not count.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
