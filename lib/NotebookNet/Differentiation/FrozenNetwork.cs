using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Makes a network's training loss a function of its parameters alone: while it lives, layers repeat their random draws;
/// when it is disposed of, the statistics that the passes changed are put back.
/// </summary>
internal sealed class FrozenNetwork : IDisposable
{
    private readonly List<(IStochasticLayer Layer, bool WasFrozen)> _layers;
    private readonly List<(Matrix<double> Value, Matrix<double> Kept)> _statistics;

    public FrozenNetwork(Network network)
    {
        _layers =
        [
            .. network.Layers.OfType<IStochasticLayer>().Select(layer => (layer, layer.IsFrozen)),
        ];
        _statistics =
        [
            .. network
                .Layers.OfType<IStatefulLayer>()
                .SelectMany(layer => layer.Statistics)
                .Select(statistic => (statistic.Value, statistic.Value.Clone())),
        ];
        foreach ((IStochasticLayer layer, _) in _layers)
        {
            layer.IsFrozen = true;
        }
    }

    public void Dispose()
    {
        foreach ((IStochasticLayer layer, bool wasFrozen) in _layers)
        {
            layer.IsFrozen = wasFrozen;
        }

        foreach ((Matrix<double> value, Matrix<double> kept) in _statistics)
        {
            kept.CopyTo(value);
        }
    }
}
