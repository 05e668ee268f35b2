namespace NotebookNet;

/// <summary>Grid search: every combination of a few values of each hyperparameter, spread evenly over its range.</summary>
public static class GridSearch
{
    private const int MaximumTrials = 1_000_000;

    /// <summary>Runs a grid search.</summary>
    /// <param name="space">The hyperparameters and their ranges, at least one.</param>
    /// <param name="points">
    /// Number of values of each, ≥ 1, both ends of the range among them: evenly spaced, by their logarithms in a log-uniform range. A choice
    /// always gives all of its values.
    /// </param>
    /// <param name="score">Runs one trial and gives its score: see <see cref="RandomSearch.Run"/>.</param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <exception cref="ArgumentException">The space is empty, a number is below 1, or the grid has more than a million trials.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
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
