namespace NotebookNet;

/// <summary>How well the two gradients of one parameter agree.</summary>
/// <param name="Layer">The layer's description.</param>
/// <param name="Parameter">The parameter's name in the network, such as "0.weight".</param>
/// <param name="Compared">The entries that were compared.</param>
internal sealed record ParameterCheck(
    string Layer,
    string Parameter,
    IReadOnlyList<GradientEntry> Compared
)
{
    /// <summary>How many of them are at a kink.</summary>
    public int Kinks => Compared.Count(entry => entry.IsAtKink);

    /// <summary>The entry with the largest absolute difference; zeros where none was compared.</summary>
    public GradientEntry LargestAbsolute =>
        Compared.DefaultIfEmpty().MaxBy(entry => entry.AbsoluteDifference);

    /// <summary>The entry with the largest relative difference; zeros where none was compared.</summary>
    public GradientEntry LargestRelative =>
        Compared.DefaultIfEmpty().MaxBy(entry => entry.RelativeDifference);

    /// <summary>The largest size of an entry.</summary>
    public double LargestSize =>
        Compared
            .DefaultIfEmpty()
            .Max(entry => Math.Max(Math.Abs(entry.Backpropagation), Math.Abs(entry.Numerical)));
}
