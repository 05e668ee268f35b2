namespace NotebookNet;

public sealed partial class SearchSpace
{
    private const int MaximumTrials = 1_000_000;

    /// <summary>
    /// Random search: each trial draws every hyperparameter anew. Where only some of them matter, it tries more values of those than a
    /// grid of as many trials (Bergstra and Bengio, 2012).
    /// </summary>
    /// <param name="trials">Number of trials, ≥ 1.</param>
    /// <param name="score">
    /// Runs one trial and gives its score, larger is better: an accuracy, or a loss with its sign changed. Trials run at the same time, so it
    /// makes its own network, trainer and optimizer, from <see cref="SearchTrial.Seed"/>. A trial whose training diverges
    /// (<see cref="TrainingDivergedException"/>), or whose score is not finite, counts as failed and the search goes on. Any other exception is a fault in this
    /// code: the search ends with it, and <paramref name="onTrial"/> has seen the trials that had finished.
    /// </param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's values and its seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <returns>The trials: all, or where the reader pressed Stop in an editor, those that had finished.</returns>
    /// <exception cref="ArgumentException">The space is empty, or a number is below 1.</exception>
    /// <exception cref="SearchCancelledException">The search was cancelled. It has the trials that had finished.</exception>
    public SearchResults RandomSearch(
        int trials,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        SearchSpace space = Frozen();
        SearchTrial[] drawn = space.Draw(trials, seed);
        return new SearchRunner(space, trials, score, threads, onTrial, cancellation).Run(drawn);
    }

    /// <summary>Grid search: every combination of a few values of each hyperparameter, spread evenly over its range.</summary>
    /// <param name="points">
    /// Number of values of each, ≥ 1, both ends of the range among them: evenly spaced, by their logarithms in a log-uniform range. A choice
    /// always gives all of its values.
    /// </param>
    /// <param name="score">Runs one trial and gives its score: see <see cref="RandomSearch"/>.</param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <exception cref="ArgumentException">The space is empty, a number is below 1, or the grid has more than a million trials.</exception>
    /// <exception cref="SearchCancelledException">The search was cancelled. It has the trials that had finished.</exception>
    public SearchResults GridSearch(
        int points,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, MaximumTrials);
        SearchSpace space = Frozen();
        IReadOnlyList<double>[] axes = [.. space.Select(entry => entry.Value.Spread(points))];
        double size = axes.Aggregate(1.0, (product, axis) => product * axis.Count);
        if (size > MaximumTrials)
        {
            throw new ArgumentException(
                Invariant(
                    $"A grid has at most {MaximumTrials} trials; {points} values of each hyperparameter make {size}."
                ),
                nameof(points)
            );
        }

        IEnumerable<double[]> grid =
        [
            [],
        ];
        grid = axes.Aggregate(
            grid,
            (heads, axis) =>
                heads.SelectMany(head => axis.Select(value => (double[])[.. head, value]))
        );
        SearchTrial[] trials =
        [
            .. grid.Select((values, index) => space.Trial(values, seed, index)),
        ];
        return new SearchRunner(space, trials.Length, score, threads, onTrial, cancellation).Run(
            trials
        );
    }

    /// <summary>
    /// Successive halving: many random trials get a small budget each, the best of them a larger one, and so on until one is left
    /// (Jamieson and Talwalkar, 2016). Poor values cost little.
    /// </summary>
    /// <param name="trials">Number of trials in the first round, ≥ 1.</param>
    /// <param name="minimumBudget">What each of them may spend, ≥ 1, in a unit that <paramref name="score"/> knows: epochs, as a rule.</param>
    /// <param name="factor">From round to round, the budget is multiplied and the number of trials divided by it, ≥ 2.</param>
    /// <param name="score">
    /// Runs one trial with its <see cref="SearchTrial.Budget"/> and gives its score: see <see cref="RandomSearch"/>. A trial that gets
    /// into the next round begins anew, with the same values and seed.
    /// </param>
    /// <param name="threads">Number of trials at a time, ≥ 1; one a processor where it is left out. The results do not depend on it.</param>
    /// <param name="onTrial">Called after each trial, one call at a time, in the order in which they end.</param>
    /// <param name="seed">Determines every trial's values and its seed.</param>
    /// <param name="cancellation">Lets no further trial begin.</param>
    /// <returns>Each trial with the score of its last round.</returns>
    /// <exception cref="ArgumentException">The space is empty, a number is below its least value, or the last budget does not fit 32 bits.</exception>
    /// <exception cref="SearchCancelledException">The search was cancelled. It has the trials that had finished.</exception>
    public SearchResults SuccessiveHalving(
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumBudget);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 2);
        SearchSpace space = Frozen();
        SearchTrial[] round = space.Draw(trials, seed);
        int runs = CountRuns(trials, minimumBudget, factor);
        var runner = new SearchRunner(space, runs, score, threads, onTrial, cancellation);
        for (int budget = minimumBudget; ; budget *= factor)
        {
            SearchResults results = runner.Run([
                .. round.Select(trial => trial.WithBudget(budget)),
            ]);
            int kept = round.Length == 1 ? 0 : Math.Max(1, round.Length / factor);
            round =
            [
                .. results
                    .Trials.Where(result =>
                        result.Score is not null && result.Trial.Budget == budget
                    )
                    .OrderByDescending(result => result.Score)
                    .Take(kept)
                    .Select(result => result.Trial),
            ];
            if (round.Length == 0 || runner.IsCut)
            {
                return results;
            }
        }
    }

    /// <summary>Trials with random values.</summary>
    internal SearchTrial[] Draw(int trials, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return
        [
            .. Enumerable
                .Range(0, trials)
                .Select(index =>
                {
                    Random random = RandomNumbers.Create(SearchRunner.SeedOf(seed, ~index));
                    return Trial([.. this.Select(entry => entry.Value.Draw(random))], seed, index);
                }),
        ];
    }

    private SearchTrial Trial(double[] values, int seed, int index) =>
        new(this, values, index, SearchRunner.SeedOf(seed, index), budget: 1);

    /// <summary>Number of trials of all rounds, once it is sure that the last one's budget can be counted.</summary>
    private static int CountRuns(int trials, int minimumBudget, int factor)
    {
        long budget = minimumBudget;
        int runs = 1;
        for (int left = trials; left > 1; left = Math.Max(1, left / factor))
        {
            budget *= factor;
            runs += left;
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

        return runs;
    }
}
