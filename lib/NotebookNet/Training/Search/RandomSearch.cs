namespace NotebookNet;

/// <summary>
/// Random search: each trial draws every hyperparameter anew. Where only some of them matter, it tries more values of those than a
/// grid of as many trials (Bergstra and Bengio, 2012).
/// </summary>
public static class RandomSearch
{
    /// <summary>Runs a random search.</summary>
    /// <param name="space">The hyperparameters and their ranges, at least one.</param>
    /// <param name="trials">Number of trials, ≥ 1.</param>
    /// <param name="score">
    /// Runs one trial and gives its score, larger is better: an accuracy, or a loss with its sign changed. Trials run at the same time, so it
    /// makes its own network, trainer and optimizer, from <see cref="SearchTrial.Seed"/>. A trial that throws (as a training that diverges
    /// does), or whose score is not finite, counts as failed and the search goes on.
    /// </param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's values and its seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <exception cref="ArgumentException">The space is empty, or a number is below 1.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static SearchResults Run(
        SearchSpace space,
        int trials,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(space);
        SearchSpace frozen = space.Frozen();
        SearchTrial[] drawn = Draw(frozen, trials, seed);
        SearchResult[] results = SearchRunner
            .Create(score, threads, onTrial, cancellation)
            .Run(drawn);
        return new SearchResults(frozen, results, trials);
    }

    /// <summary>Trials with random values.</summary>
    internal static SearchTrial[] Draw(SearchSpace space, int trials, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return
        [
            .. Enumerable
                .Range(0, trials)
                .Select(index =>
                {
                    Random random = RandomNumbers.Create(SearchRunner.SeedOf(seed, ~index));
                    double[] values = [.. space.Select(entry => entry.Value.Draw(random))];
                    return new SearchTrial(
                        space,
                        values,
                        index,
                        SearchRunner.SeedOf(seed, index),
                        budget: 1
                    );
                }),
        ];
    }
}
