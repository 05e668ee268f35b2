namespace NotebookNet;

/// <summary>How well the two gradients of one parameter agree.</summary>
/// <param name="Layer">The layer's description.</param>
/// <param name="Parameter">The parameter's name in the network, such as "0.weight".</param>
/// <param name="Entries">How many of its entries were compared.</param>
/// <param name="LargestAbsolute">The entry with the largest absolute difference.</param>
/// <param name="LargestRelative">The entry with the largest relative difference.</param>
internal sealed record ParameterCheck(
    string Layer,
    string Parameter,
    int Entries,
    GradientEntry LargestAbsolute,
    GradientEntry LargestRelative
);
