namespace NotebookNet;

/// <summary>
/// Successive halving: many random trials get a small budget each, the best of them a larger one, and so on until one is left
/// (Jamieson and Talwalkar, 2016). Poor values cost little.
/// </summary>
internal static class SuccessiveHalving
{
    /// <inheritdoc cref="SearchSpace.SuccessiveHalving"/>
    public static SearchResults Run(
        SearchSpace space,
        int trials,
        int minimumBudget,
        int factor,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumBudget);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        SearchSpace frozen = space.Frozen();
        SearchTrial[] round = RandomSearch.Draw(frozen, trials, seed);
        CheckLastBudget(trials, minimumBudget, factor);
        SearchRunner runner = SearchRunner.Create(score, threads, onTrial, cancellation);
        var results = new SearchResult[trials];
        long totalBudget = 0;
        for (int budget = minimumBudget; round.Length > 0; budget *= factor)
        {
            SearchResult[] scored = runner.Run([
                .. round.Select(trial => trial.WithBudget(budget)),
            ]);
            totalBudget += (long)budget * round.Length;
            foreach (SearchResult result in scored)
            {
                results[result.Trial.Index] = result;
            }

            int kept = round.Length == 1 ? 0 : Math.Max(1, round.Length / factor);
            round =
            [
                .. scored
                    .Where(result => result.Score is not null)
                    .OrderByDescending(result => result.Score)
                    .ThenBy(result => result.Trial.Index)
                    .Take(kept)
                    .Select(result => result.Trial),
            ];
        }

        return new SearchResults(frozen, results, totalBudget);
    }

    private static void CheckLastBudget(int trials, int minimumBudget, int factor)
    {
        long budget = minimumBudget;
        for (int left = trials; left > 1; left = Math.Max(1, left / factor))
        {
            budget *= factor;
            if (budget > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(factor),
                    Invariant(
                        $"The last of {trials} trials would get a budget above {int.MaxValue}: {minimumBudget} times {factor} for each round."
                    )
                );
            }
        }
    }
}
