namespace NotebookNet;

/// <summary>A few numbers or names of which each is equally likely.</summary>
internal sealed record ChoiceRange : SearchRange
{
    private readonly double[] _values;
    private readonly string[]? _names;

    /// <summary>A choice.</summary>
    /// <param name="values">The numbers; where there are names, the indices of those to choose from.</param>
    /// <param name="names">The names.</param>
    internal ChoiceRange(double[] values, string[]? names)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException("A choice needs at least one value, got none.");
        }

        if (values.Distinct().Count() < values.Length || !values.All(double.IsFinite))
        {
            throw new ArgumentException(
                $"A choice is between different finite numbers, got {string.Join(", ", values.Select(base.Format))}."
            );
        }

        if (
            names is not null
            && (names.Distinct().Count() < names.Length || names.Any(string.IsNullOrWhiteSpace))
        )
        {
            throw new ArgumentException(
                $"A choice is between different names, got {string.Join(", ", names.Select(name => $"\"{name}\""))}."
            );
        }

        _values = [.. values];
        _names = names is null ? null : [.. names];
    }

    /// <summary>The numbers to choose from, or the names.</summary>
    public IReadOnlyList<string> Choices => [.. _values.Select(Format)];

    /// <summary>Whether the choice is between names.</summary>
    public bool IsOfNames => _names is not null;

    /// <summary>Whether two choices are between the same values.</summary>
    public bool Equals(ChoiceRange? other) =>
        other is not null && IsOfNames == other.IsOfNames && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => Choices[0].GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string Format(double value) => _names?[(int)value] ?? base.Format(value);

    /// <inheritdoc/>
    public override string ToString() => string.Join(" | ", Choices);

    internal override double Draw(Random random) => _values[random.Next(_values.Length)];

    internal override IReadOnlyList<double> Spread(int points) => _values;

    internal override SearchRange Around(IReadOnlyList<double> values) =>
        new ChoiceRange([.. _values.Where(values.Contains)], _names);
}
