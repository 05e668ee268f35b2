using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Makes a network's training loss a function of its parameters alone: while it lives, layers repeat their random draws;
/// when it is disposed of, the statistics that the passes changed are put back.
/// </summary>
internal sealed class FrozenNetwork : IDisposable
{
    private readonly List<(IStochasticLayer Layer, bool WasFrozen)> layers;
    private readonly List<(Matrix<double> Value, Matrix<double> Kept)> statistics;

    public FrozenNetwork(Network network)
    {
        layers =
        [
            .. network.Layers.OfType<IStochasticLayer>().Select(layer => (layer, layer.IsFrozen)),
        ];
        statistics =
        [
            .. network
                .Layers.SelectMany(layer => layer.Statistics)
                .Select(statistic => (statistic.Value, statistic.Value.Clone())),
        ];
        foreach ((IStochasticLayer layer, _) in layers)
        {
            layer.IsFrozen = true;
        }
    }

    public void Dispose()
    {
        foreach ((IStochasticLayer layer, bool wasFrozen) in layers)
        {
            layer.IsFrozen = wasFrozen;
        }

        foreach ((Matrix<double> value, Matrix<double> kept) in statistics)
        {
            kept.CopyTo(value);
        }
    }
}
