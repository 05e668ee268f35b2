namespace NotebookNet;

/// <summary>
/// Makes a network's training loss a function of its parameters alone: while it lives, each training pass draws what the last one drew and finds the same statistics;
/// when it is disposed of, the generators and the statistics are as they were.
/// </summary>
internal sealed class FrozenNetwork : IDisposable
{
    private readonly Draws _draws;
    private readonly List<(Random Generator, ulong[] State)> _generators = [];
    private readonly (Matrix<double> Value, Matrix<double> Kept)[] _statistics;

    /// <exception cref="InvalidOperationException">A layer draws from a generator that cannot be put back.</exception>
    public FrozenNetwork(Network network)
    {
        foreach ((string path, ILayer layer) in network.EveryLayer)
        {
            if (layer.Random is { } foreign && !RandomState.CanKeep(foreign))
            {
                throw new InvalidOperationException(
                    $"Layer {path} ({PlacedLayer.NameOf(layer)}) draws from a {foreign.GetType()}, which cannot be put back to draw the same again: give it one of {nameof(RandomNumbers)}.{nameof(RandomNumbers.Create)}."
                );
            }
        }

        _draws = network.Draws;
        foreach (Random generator in _draws.Generators)
        {
            ulong[] state = new ulong[RandomState.Words];
            RandomState.Read(generator, state);
            _generators.Add((generator, state));
        }

        _statistics =
        [
            .. network
                .EveryLayer.SelectMany(placed => placed.Layer.Statistics)
                .Select(statistic => (statistic.Value, statistic.Value.Clone())),
        ];
        _draws.Repeated = _statistics;
    }

    public void Dispose()
    {
        _draws.Repeated = null;
        foreach ((Random generator, ulong[] state) in _generators)
        {
            RandomState.Write(generator, state);
        }

        foreach ((Matrix<double> value, Matrix<double> kept) in _statistics)
        {
            kept.CopyTo(value);
        }
    }
}
