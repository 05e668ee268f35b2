namespace NotebookNet;

/// <summary>The trials of a search and their scores. It prints itself as a table, the best trial first.</summary>
/// <example><code>new SearchSpace { ["x"] = SearchRange.Uniform(0, 1) }.RandomSearch(10, trial => trial["x"]).Best.Trial["x"]</code></example>
public sealed class SearchResults
{
    private const int PrintedRows = 20;

    private readonly string? _stopped;

    internal SearchResults(
        SearchSpace space,
        IReadOnlyList<SearchResult> trials,
        long totalBudget,
        string? stopped = null
    )
    {
        _stopped = stopped;
        Space = space;
        Trials = trials;
        TotalBudget = totalBudget;
        Ranked =
        [
            .. trials
                .OrderBy(result => result.Score is null)
                .ThenByDescending(result => result.Trial.Budget)
                .ThenByDescending(result => result.Score ?? double.NegativeInfinity)
                .ThenBy(result => result.Trial.Index),
        ];
    }

    /// <summary>The hyperparameters and their ranges.</summary>
    public SearchSpace Space { get; }

    /// <summary>Every trial, in the order of their numbers; of a search that was stopped, those that had finished.</summary>
    public IReadOnlyList<SearchResult> Trials { get; }

    /// <summary>
    /// The trials, the best first: by score, failed ones last, the lower number first where scores are equal. Where the search shares
    /// out a budget, a trial that was let go on ranks before those that were not.
    /// </summary>
    public IReadOnlyList<SearchResult> Ranked { get; }

    /// <summary>The sum of what all trials were given to spend, attempts with smaller budgets included.</summary>
    public long TotalBudget { get; }

    /// <summary>The trial with the best score.</summary>
    /// <exception cref="InvalidOperationException">Every trial failed, or the search was stopped before one finished.</exception>
    public SearchResult Best =>
        Succeeded.FirstOrDefault()
        ?? throw new InvalidOperationException(
            Trials.Count == 0
                ? "No trial has finished."
                : $"All {Trials.Count} trials failed, trial {Trials[0].Trial.Index}: {Trials[0].Failure}"
        );

    private IEnumerable<SearchResult> Succeeded => Ranked.Where(result => result.Score is not null);

    /// <summary>A hyperparameter's value in every trial, in the order of <see cref="Trials"/>: an axis to draw scores over.</summary>
    /// <param name="name">Its name in the space.</param>
    public IReadOnlyList<double> Values(string name) =>
        [.. Trials.Select(result => result.Trial.Value(name))];

    /// <summary>A smaller space for a second round: for each hyperparameter, the range over the best trials.</summary>
    /// <param name="best">How many of them, in 1 … the number of trials that did not fail.</param>
    public SearchSpace NarrowedRange(int best)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(best);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(best, Succeeded.Count());
        SearchTrial[] trials = [.. Succeeded.Take(best).Select(result => result.Trial)];
        var narrowed = new SearchSpace();
        foreach ((string name, SearchRange range) in Space)
        {
            narrowed[name] = range.Around([.. trials.Select(trial => trial.Value(name))]);
        }

        return narrowed;
    }

    /// <summary>The best trials as a table, and how many failed.</summary>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc cref="ToString"/>
    internal Table ToTable()
    {
        List<(string Heading, Func<SearchResult, object?> Cell)> columns =
        [
            ("trial", result => result.Trial.Index),
            ("score", result => result.Score is { } score ? score : "failed"),
        ];
        if (Trials.Any(result => result.Trial.Budget != 1))
        {
            columns.Add(("budget", result => result.Trial.Budget));
        }

        columns.AddRange(
            Space.Select(entry =>
                (
                    entry.Key,
                    (Func<SearchResult, object?>)(
                        entry.Value is ChoiceRange { IsOfNames: true }
                            ? result => result.Trial.Text(entry.Key)
                            : result => result.Trial.Value(entry.Key)
                    )
                )
            )
        );
        return Table.Of(Ranked.Take(PrintedRows), columns).Titled(Title());
    }

    private string Title()
    {
        string best = Trials.Count > PrintedRows ? $", the best {PrintedRows}" : "";
        SearchResult[] failed = [.. Trials.Where(result => result.Score is null)];
        string failures =
            failed.Length == 0
                ? ""
                : $"; {failed.Length} failed, trial {failed[0].Trial.Index}: {failed[0].Failure}";
        return $"{_stopped ?? $"{Trials.Count} trials"}{best}{failures}";
    }
}
