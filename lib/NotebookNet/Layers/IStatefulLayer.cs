namespace NotebookNet;

/// <summary>A layer that keeps something from the data beside its parameters.</summary>
internal interface IStatefulLayer : ILayer
{
    /// <summary>What it keeps, such as running means, in a fixed order.</summary>
    IReadOnlyList<LayerStatistic> Statistics { get; }
}
