namespace NotebookNet.Runner.Commands;

/// <summary>Runs several notebooks, some at the same time.</summary>
internal static class NotebookQueue
{
    /// <summary>
    /// Runs all, each with the notebook that follows it, and returns their results in the order of <paramref name="notebooks"/>;
    /// those not begun are left out. Each result passes through <paramref name="finish"/> first.
    /// </summary>
    public static async Task<IReadOnlyList<NotebookResult>> RunAsync(
        IReadOnlyList<QueuedNotebook> notebooks,
        RunSettings settings,
        IProgressView progress,
        Func<QueuedNotebook, NotebookResult, Task<NotebookResult>> finish,
        CancellationToken cancellation
    )
    {
        List<NotebookResult>[] results = [.. notebooks.Select(_ => new List<NotebookResult>())];
        int next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Math.Min(settings.Heap.Jobs, notebooks.Count))
                .Select(_ => WorkAsync())
        );
        return [.. results.SelectMany(result => result)];

        async Task WorkAsync()
        {
            int index;
            while (
                !cancellation.IsCancellationRequested
                && (index = Interlocked.Increment(ref next)) < notebooks.Count
            )
            {
                foreach (
                    (QueuedNotebook notebook, NotebookResult result) in await ExecuteAsync(
                        notebooks[index]
                    )
                )
                {
                    results[index].Add(await FinishAsync(notebook, result));
                }
            }
        }

        // What a process still shows changes nothing once it has ended; only then is it compared and stored.
        async Task<List<(QueuedNotebook, NotebookResult)>> ExecuteAsync(QueuedNotebook first)
        {
            if (first.Trouble is not null)
            {
                return [(first, new NotebookResult(first.Path, false, 0, 0, [], first.Trouble))];
            }

            await using NotebookSession session = new(
                Path.GetDirectoryName(Path.GetFullPath(first.Path))!,
                settings
            );
            List<(QueuedNotebook, NotebookResult)> executed = [];
            for (
                QueuedNotebook? notebook = first;
                notebook is not null;
                notebook = notebook.Follower
            )
            {
                NotebookRun run = new(notebook.Path, session, settings, progress)
                {
                    Parameters = notebook.Parameters,
                };
                NotebookResult result = await run.RunAsync(cancellation);
                executed.Add((notebook, result with { Parameters = notebook.Parameters.All }));
            }

            return executed;
        }

        async Task<NotebookResult> FinishAsync(QueuedNotebook notebook, NotebookResult result)
        {
            try
            {
                result = await finish(notebook, result);
            }
            catch (Exception exception)
            {
                result = result with { Ok = false, Error = exception.Message };
            }

            progress.Ended(result);
            return result;
        }
    }
}
