using System.Runtime.ExceptionServices;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>Runs the trials of a search on a few threads.</summary>
/// <param name="score">Runs one trial and gives its score.</param>
/// <param name="threads">Number of threads.</param>
/// <param name="onTrial">Called after each trial, one call at a time.</param>
/// <param name="cancellation">Lets no further trial begin.</param>
internal sealed class SearchRunner(
    Func<SearchTrial, double> score,
    int threads,
    Action<SearchResult>? onTrial,
    CancellationToken cancellation
)
{
    private readonly Lock _reporting = new();
    private ExceptionDispatchInfo? _abortion;
    private int _taken;

    /// <summary>A runner, once it is sure that there is something to run.</summary>
    public static SearchRunner Create(
        Func<SearchTrial, double> score,
        int? threads,
        Action<SearchResult>? onTrial,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads ?? 1, nameof(threads));
        return new SearchRunner(score, threads ?? Workers.Count, onTrial, cancellation);
    }

    /// <summary>The seed of a trial: numbers of the same search have nothing to do with each other.</summary>
    /// <param name="seed">The search's seed.</param>
    /// <param name="index">What the seed is for.</param>
    public static int SeedOf(int seed, int index) =>
        RandomNumbers.DerivedSeed(seed, unchecked((uint)index));

    /// <summary>Runs all trials.</summary>
    /// <returns>One result a trial, in their order.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResult[] Run(IReadOnlyList<SearchTrial> trials)
    {
        var results = new SearchResult[trials.Count];
        _taken = 0;
        int count = Math.Min(threads, trials.Count);
        if (count == 1)
        {
            Work(trials, results);
        }
        else
        {
            RunOnThreads(trials, results, count);
        }

        _abortion?.Throw();
        cancellation.ThrowIfCancellationRequested();
        return results;
    }

    private void RunOnThreads(IReadOnlyList<SearchTrial> trials, SearchResult[] results, int count)
    {
        var started = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            started[i] = new Thread(() =>
            {
                // With a thread a trial, a kernel that took several would only stand in the others' way.
                Workers.IsAlone = true;
                Work(trials, results);
            })
            {
                IsBackground = true,
                Name = $"Search {i + 1}",
            };
            started[i].Start();
        }

        foreach (Thread thread in started)
        {
            thread.Join();
        }
    }

    private void Work(IReadOnlyList<SearchTrial> trials, SearchResult[] results)
    {
        try
        {
            int next;
            while (
                Volatile.Read(ref _abortion) is null
                && !cancellation.IsCancellationRequested
                && (next = Interlocked.Increment(ref _taken) - 1) < trials.Count
            )
            {
                results[next] = RunOne(trials[next]);
                lock (_reporting)
                {
                    onTrial?.Invoke(results[next]);
                }
            }
        }
        catch (Exception exception)
        {
            // Not a trial that failed, but a cancellation from within one or a callback that threw: the search ends.
            Interlocked.CompareExchange(
                ref _abortion,
                ExceptionDispatchInfo.Capture(exception),
                null
            );
        }
    }

    private SearchResult RunOne(SearchTrial trial)
    {
        try
        {
            double value = score(trial);
            return double.IsFinite(value)
                ? new SearchResult(trial, value, null)
                : new SearchResult(
                    trial,
                    null,
                    FormattableString.Invariant($"The score is {value}.")
                );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new SearchResult(trial, null, exception.Message);
        }
    }
}
