namespace NotebookNet;

/// <summary>
/// A matrix that a layer keeps from the data it has seen, beside its parameters: no gradient reaches it, but the trained
/// network is not whole without it.
/// </summary>
/// <example><code>
/// Matrix&lt;double&gt; mean = Matrix&lt;double&gt;.Build.Dense(1, 10);
/// LayerStatistic[] statistics = [new("running_mean", mean)];
/// </code></example>
/// <param name="Name">What it is called in tables and files, such as "running_mean".</param>
/// <param name="Value">The layer's own matrix, not a copy: writing to it restores the layer.</param>
public sealed record LayerStatistic(string Name, Matrix<double> Value);
