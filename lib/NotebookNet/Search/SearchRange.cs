namespace NotebookNet;

/// <summary>The values that a hyperparameter may take in a search, and how they are drawn.</summary>
/// <example><code>SearchRange[] ranges = [SearchRange.LogUniform(1e-5, 1e-1), SearchRange.Integer(10, 100), SearchRange.Choice("SGD", "Adam")];</code></example>
public abstract record SearchRange
{
    /// <summary>Closed to other kinds of ranges: a search relies on all of their members.</summary>
    private protected SearchRange() { }

    /// <summary>Numbers of which each is equally likely.</summary>
    /// <param name="low">The smallest one, finite.</param>
    /// <param name="high">The largest one, finite and not below <paramref name="low"/>.</param>
    public static SearchRange Uniform(double low, double high) => new RealRange(low, high, false);

    /// <summary>Positive numbers whose logarithm is equally likely everywhere: as many in 1e-5 … 1e-4 as in 1e-4 … 1e-3.</summary>
    /// <param name="low">The smallest one, positive.</param>
    /// <param name="high">The largest one, finite and not below <paramref name="low"/>.</param>
    public static SearchRange LogUniform(double low, double high) => new RealRange(low, high, true);

    /// <summary>Whole numbers of which each is equally likely.</summary>
    /// <param name="low">The smallest one.</param>
    /// <param name="high">The largest one, itself included; not below <paramref name="low"/>.</param>
    public static SearchRange Integer(int low, int high) => new IntegerRange(low, high);

    /// <summary>A few numbers of which each is equally likely.</summary>
    /// <param name="values">The numbers, finite, at least one.</param>
    public static SearchRange Choice(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new ChoiceRange(values, names: null);
    }

    /// <summary>A few names of which each is equally likely: which optimizer, which activation.</summary>
    /// <param name="names">The names, at least one.</param>
    public static SearchRange Choice(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new ChoiceRange(
            [.. Enumerable.Range(0, names.Length).Select(i => (double)i)],
            names
        );
    }

    /// <summary>A value of this range as text, a number with as few digits as needed, four at most.</summary>
    /// <param name="value">A number that the range may give; for names, the index of one.</param>
    public virtual string Format(double value) => Invariant($"{value:G4}");

    /// <summary>A random value.</summary>
    internal abstract double Draw(Random random);

    /// <summary>So many values spread evenly over the range, in ascending order; fewer where the range has not as many.</summary>
    internal abstract IReadOnlyList<double> Spread(int points);

    /// <summary>The smallest range of this kind that holds the values, at least one of this range.</summary>
    internal abstract SearchRange Around(IReadOnlyList<double> values);
}
