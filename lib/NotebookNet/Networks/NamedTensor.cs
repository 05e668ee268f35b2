namespace NotebookNet;

/// <summary>A matrix of a network under the name that files use.</summary>
/// <param name="Name">Index of the layer and name within it, such as "0.weight".</param>
/// <param name="Value">The layer's own matrix, not a copy.</param>
internal readonly record struct NamedTensor(string Name, Matrix<double> Value);
