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
public sealed partial class SearchSpace : IEnumerable<KeyValuePair<string, SearchRange>>
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
