using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// A matrix that a layer keeps from the data it has seen, beside its parameters: no gradient reaches it, but the trained
/// network is not whole without it.
/// </summary>
/// <param name="Name">What it is called in tables and files, such as "running_mean".</param>
/// <param name="Value">The layer's own matrix, not a copy: writing to it restores the layer.</param>
internal sealed record LayerStatistic(string Name, Matrix<double> Value);
