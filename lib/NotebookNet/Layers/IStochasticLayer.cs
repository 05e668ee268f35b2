namespace NotebookNet;

/// <summary>A layer whose training pass draws random numbers.</summary>
internal interface IStochasticLayer : ILayer
{
    /// <summary>
    /// Whether a training pass repeats the last draw where it fits the batch, rather than drawing anew. A numerical gradient
    /// needs it: between f(x + h) and f(x − h) nothing but x may change.
    /// </summary>
    bool IsFrozen { get; set; }
}
