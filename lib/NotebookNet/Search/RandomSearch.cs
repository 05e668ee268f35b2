namespace NotebookNet;

/// <summary>
/// Random search: each trial draws every hyperparameter anew. Where only some of them matter, it tries more values of those than a
/// grid of as many trials (Bergstra and Bengio, 2012).
/// </summary>
internal static class RandomSearch
{
    /// <inheritdoc cref="SearchSpace.RandomSearch"/>
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
