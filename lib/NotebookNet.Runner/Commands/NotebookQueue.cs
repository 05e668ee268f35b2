namespace NotebookNet.Runner.Commands;

/// <summary>Runs several notebooks, some at the same time.</summary>
internal static class NotebookQueue
{
    /// <summary>
    /// Runs all and returns their results in the order of <paramref name="paths"/>; those not begun are left out. Each
    /// result passes through <paramref name="finish"/> first.
    /// </summary>
    public static async Task<IReadOnlyList<NotebookResult>> RunAsync(
        IReadOnlyList<string> paths,
        RunSettings settings,
        IProgressView progress,
        Func<int, NotebookResult, Task<NotebookResult>> finish,
        CancellationToken cancellation
    )
    {
        NotebookResult?[] results = new NotebookResult?[paths.Count];
        int next = -1;
        await Task.WhenAll(
            Enumerable.Range(0, Math.Min(settings.Jobs, paths.Count)).Select(_ => WorkAsync())
        );
        return [.. results.OfType<NotebookResult>()];

        async Task WorkAsync()
        {
            int index;
            while (
                !cancellation.IsCancellationRequested
                && (index = Interlocked.Increment(ref next)) < paths.Count
            )
            {
                NotebookResult result = await new NotebookRun(
                    paths[index],
                    settings,
                    progress
                ).RunAsync(cancellation);
                try
                {
                    result = await finish(index, result);
                }
                catch (Exception exception)
                {
                    result = result with { Ok = false, Error = exception.Message };
                }

                results[index] = result;
                progress.Ended(result);
            }
        }
    }
}
