namespace NotebookNet;

/// <summary>Grid search: every combination of a few values of each hyperparameter, spread evenly over its range.</summary>
internal static class GridSearch
{
    private const int MaximumTrials = 1_000_000;

    /// <inheritdoc cref="SearchSpace.GridSearch"/>
    public static SearchResults Run(
        SearchSpace space,
        int points,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, MaximumTrials);
        SearchSpace frozen = space.Frozen();
        IReadOnlyList<double>[] axes = [.. frozen.Select(entry => entry.Value.Spread(points))];
        double size = axes.Aggregate(1.0, (product, axis) => product * axis.Count);
        if (size > MaximumTrials)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A grid has at most {MaximumTrials} trials; {points} values of each hyperparameter make {size}."
                ),
                nameof(points)
            );
        }

        IEnumerable<double[]> combinations = axes.Aggregate(
            (IEnumerable<double[]>)
                [
                    [],
                ],
            (heads, axis) =>
                heads.SelectMany(head => axis.Select(value => (double[])[.. head, value]))
        );
        SearchTrial[] trials =
        [
            .. combinations.Select(
                (values, index) =>
                    new SearchTrial(
                        frozen,
                        values,
                        index,
                        SearchRunner.SeedOf(seed, index),
                        budget: 1
                    )
            ),
        ];
        SearchResult[] results = SearchRunner
            .Create(score, threads, onTrial, cancellation)
            .Run(trials);
        return new SearchResults(frozen, results, trials.Length);
    }
}
