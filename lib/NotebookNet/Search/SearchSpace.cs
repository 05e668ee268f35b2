using System.Collections;

namespace NotebookNet;

/// <summary>The hyperparameters of a search and the range of each.</summary>
/// <example><code>
/// var space = new SearchSpace
/// {
///     ["learning rate"] = SearchRange.LogUniform(1e-6, 1e-2),
///     ["units"] = SearchRange.Integer(10, 100),
/// };
/// var (training, validation) = SyntheticData.Spiral(3, 100, noise: 0.2, seed: 1).Split(validationCount: 100, seed: 1);
/// SearchResults results = space.RandomSearch(trials: 20, trial =>
/// {
///     Network network = Network.FullyConnected(2, [trial.Integer("units")], 3, seed: trial.Seed);
///     new Trainer(network, new Adam(trial["learning rate"])) { Epochs = 5, Seed = trial.Seed }.Train(training);
///     return network.Evaluate(validation).Accuracy;
/// }, seed: 1);
/// </code></example>
public sealed class SearchSpace : IEnumerable<KeyValuePair<string, SearchRange>>
{
    private readonly OrderedDictionary<string, SearchRange> _ranges = [];

    /// <summary>The hyperparameters' names, in the order in which they were given.</summary>
    public IReadOnlyList<string> Names => [.. _ranges.Keys];

    /// <summary>The range of a hyperparameter.</summary>
    /// <param name="name">Its name, as it stands in tables.</param>
    /// <exception cref="ArgumentException">There is no hyperparameter of this name.</exception>
    public SearchRange this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _ranges.TryGetValue(name, out SearchRange? range)
                ? range
                : throw new ArgumentException(
                    $"There is no hyperparameter \"{name}\" in the space, only {string.Join(", ", _ranges.Keys)}.",
                    nameof(name)
                );
        }
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(value);
            _ranges[name] = value;
        }
    }

    /// <summary>
    /// Random search: each trial draws every hyperparameter anew. Where only some of them matter, it tries more values of those than a
    /// grid of as many trials (Bergstra and Bengio, 2012).
    /// </summary>
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
    public SearchResults RandomSearch(
        int trials,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    ) => NotebookNet.RandomSearch.Run(this, trials, score, threads, onTrial, seed, cancellation);

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
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResults GridSearch(
        int points,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    ) => NotebookNet.GridSearch.Run(this, points, score, threads, onTrial, seed, cancellation);

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
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResults SuccessiveHalving(
        int trials,
        int minimumBudget,
        int factor,
        Func<SearchTrial, double> score,
        int? threads = null,
        Action<SearchResult>? onTrial = null,
        int seed = 0,
        CancellationToken cancellation = default
    ) =>
        NotebookNet.SuccessiveHalving.Run(
            this,
            trials,
            minimumBudget,
            factor,
            score,
            threads,
            onTrial,
            seed,
            cancellation
        );

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, SearchRange>> GetEnumerator() =>
        _ranges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line a hyperparameter: name and range.</summary>
    public override string ToString() =>
        _ranges.Count == 0
            ? "no hyperparameters"
            : new TableLayout([false, false])
            {
                Rows = [.. _ranges.Select(entry => new[] { entry.Key, $"{entry.Value}" })],
            }.ToString();

    /// <summary>A copy that no later change of this one reaches, once it is sure that there is something to search.</summary>
    internal SearchSpace Frozen()
    {
        if (_ranges.Count == 0)
        {
            throw new ArgumentException("A search space needs at least one range, got none.");
        }

        var copy = new SearchSpace();
        foreach ((string name, SearchRange range) in _ranges)
        {
            copy[name] = range;
        }

        return copy;
    }
}
