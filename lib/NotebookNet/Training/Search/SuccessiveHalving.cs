namespace NotebookNet;

/// <summary>
/// Successive halving: many random trials get a small budget each, the best of them a larger one, and so on until one is left
/// (Jamieson and Talwalkar, 2016). Poor values cost little.
/// </summary>
public static class SuccessiveHalving
{
    /// <summary>Runs a search by successive halving.</summary>
    /// <param name="space">The hyperparameters and their ranges, at least one.</param>
    /// <param name="trials">Number of trials in the first round, ≥ 1.</param>
    /// <param name="minimumBudget">What each of them may spend, ≥ 1, in a unit that <paramref name="score"/> knows: epochs, as a rule.</param>
    /// <param name="factor">From round to round, the budget is multiplied and the number of trials divided by it, ≥ 2.</param>
    /// <param name="score">
    /// Runs one trial with its <see cref="SearchTrial.Budget"/> and gives its score: see <see cref="RandomSearch.Run"/>. A trial that gets
    /// into the next round begins anew, with the same values and seed.
    /// </param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's values and its seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <returns>Each trial with the score of its last round.</returns>
    /// <exception cref="ArgumentException">The space is empty, a number is below its least value, or the last budget does not fit 32 bits.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
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
                    factor,
                    $"The last of {trials} trials would get a budget above {int.MaxValue}: {minimumBudget} times {factor} for each round."
                );
            }
        }
    }
}
