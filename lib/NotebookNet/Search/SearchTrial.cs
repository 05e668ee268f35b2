namespace NotebookNet;

/// <summary>One attempt of a search: a value for each hyperparameter, and a seed of its own.</summary>
/// <example><code>new SearchSpace { ["units"] = SearchRange.Integer(10, 100) }.GridSearch(3, trial => Accuracy(0.1, trial.Integer("units"), trial.Seed))</code></example>
public sealed class SearchTrial
{
    private readonly SearchSpace _space;
    private readonly double[] _values;

    internal SearchTrial(SearchSpace space, double[] values, int index, int seed, int budget)
    {
        _space = space;
        _values = values;
        Index = index;
        Seed = seed;
        Budget = budget;
    }

    /// <summary>The trial's number, from 0.</summary>
    public int Index { get; }

    /// <summary>
    /// A seed for everything random in this trial. It depends on the search's seed and on <see cref="Index"/> only, so a trial's
    /// score does not depend on which thread runs it, nor when.
    /// </summary>
    public int Seed { get; }

    /// <summary>What the trial may spend where the search shares that out, such as its number of epochs; 1 elsewhere.</summary>
    public int Budget { get; }

    /// <summary>A hyperparameter that is a number.</summary>
    /// <param name="name">Its name in the space.</param>
    /// <exception cref="ArgumentException">There is no hyperparameter of this name, or it is a choice of names.</exception>
    public double this[string name] =>
        _space[name] is ChoiceRange { IsOfNames: true }
            ? throw new ArgumentException(
                $"\"{name}\" is a choice of names: read it by Text(\"{name}\").",
                nameof(name)
            )
            : Value(name);

    /// <summary>A hyperparameter that is a whole number.</summary>
    /// <param name="name">Its name in the space.</param>
    /// <exception cref="ArgumentException">There is no hyperparameter of this name, or this trial's value is no whole number.</exception>
    public int Integer(string name)
    {
        double value = this[name];
        return value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new ArgumentException(
                Invariant($"\"{name}\" is no whole number here, but {value}."),
                nameof(name)
            );
    }

    /// <summary>A hyperparameter as text: the name that was chosen, or the number with four digits.</summary>
    /// <param name="name">Its name in the space.</param>
    /// <exception cref="ArgumentException">There is no hyperparameter of this name.</exception>
    public string Text(string name) => _space[name].Format(Value(name));

    /// <summary>The values as text, such as "learning rate 0.0123, units 50".</summary>
    public override string ToString() =>
        string.Join(", ", _space.Names.Select(name => $"{name} {Text(name)}"));

    /// <summary>The value as a number; of a choice of names, the index.</summary>
    internal double Value(string name)
    {
        _ = _space[name];
        return _values[_space.Names.ToList().IndexOf(name)];
    }

    /// <summary>The same trial with another budget.</summary>
    internal SearchTrial WithBudget(int budget) => new(_space, _values, Index, Seed, budget);
}
