using System.Runtime.ExceptionServices;

namespace NotebookNet;

/// <summary>Runs the trials of a search on a few threads, each as often as was planned, and keeps what they gave.</summary>
internal sealed class SearchRunner(
    SearchSpace space,
    int planned,
    Func<SearchTrial, double> score,
    int? threads,
    Action<SearchResult>? onTrial,
    CancellationToken cancellation
)
{
    private readonly Func<SearchTrial, double> _score =
        score ?? throw new ArgumentNullException(nameof(score));
    private readonly int _threads = Guard.AtLeastOne(threads ?? Workers.Count, nameof(threads));
    private readonly CancellationToken _stop = Interruption.Token;
    private readonly Lock _reporting = new();
    private readonly SortedDictionary<int, SearchResult> _results = [];
    private long _spent;
    private int _finished;
    private ExceptionDispatchInfo? _abortion;
    private int _taken;

    /// <summary>The seed of a trial: numbers of the same search have nothing to do with each other.</summary>
    public static int SeedOf(int seed, int index) =>
        RandomNumbers.DerivedSeed(seed, unchecked((uint)index));

    /// <summary>Whether Stop or a cancellation left trials out.</summary>
    public bool IsCut { get; private set; }

    private SearchResults Results =>
        new(
            space,
            [.. _results.Values],
            _spent,
            IsCut ? Invariant($"stopped after {_finished} of {planned} trials") : null
        );

    /// <summary>Runs trials until all have, or until Stop.</summary>
    /// <returns>Those that have finished, in this round and before: of a trial that ran several times, its last run.</returns>
    /// <exception cref="SearchCancelledException">The search was cancelled, or a trial.</exception>
    public SearchResults Run(IReadOnlyList<SearchTrial> trials)
    {
        (_taken, int before) = (0, _finished);
        int count = Math.Min(_threads, trials.Count);
        if (count == 1 || OperatingSystem.IsBrowser())
        {
            Work(trials);
        }
        else
        {
            RunOnThreads(trials, count);
        }

        IsCut = _finished - before < trials.Count;
        var cancelled = _abortion?.SourceException as OperationCanceledException;
        if (_abortion is not null && cancelled is null)
        {
            _abortion.Throw();
        }

        return cancelled is null && !cancellation.IsCancellationRequested
            ? Results
            : throw new SearchCancelledException(
                Results,
                cancelled?.CancellationToken ?? cancellation,
                cancelled
            );
    }

    private void RunOnThreads(IReadOnlyList<SearchTrial> trials, int count)
    {
        var started = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            started[i] = new Thread(() =>
            {
                // With a thread a trial, a kernel that took several would only stand in the others' way.
                Workers.IsAlone = true;
                Work(trials);
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

    private void Work(IReadOnlyList<SearchTrial> trials)
    {
        try
        {
            int next;
            while (
                Volatile.Read(ref _abortion) is null
                && !cancellation.IsCancellationRequested
                && !_stop.IsCancellationRequested
                && (next = Interlocked.Increment(ref _taken) - 1) < trials.Count
            )
            {
                SearchResult result = RunOne(trials[next]);
                if (_stop.IsCancellationRequested)
                {
                    return; // Stop reached the training within the trial: its score is that of half of it.
                }

                lock (_reporting)
                {
                    _results[result.Trial.Index] = result;
                    _spent += result.Trial.Budget;
                    _finished++;
                    onTrial?.Invoke(result);
                }
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The trial's way to end at Stop.
        }
        catch (Exception exception)
        {
            // Not a trial that failed, but a cancellation from within one, a fault in the score or a callback that threw: the search ends.
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
            double value = _score(trial);
            return double.IsFinite(value)
                ? new SearchResult(trial, value, null)
                : new SearchResult(trial, null, Invariant($"The score is {value}."));
        }
        catch (TrainingDivergedException exception)
        {
            return new SearchResult(trial, null, exception.Message);
        }
    }
}
