namespace NotebookNet;

/// <summary>The generators that a network's layers draw from in training, and where they stood before its last training pass.</summary>
internal sealed class Draws
{
    private readonly ulong[][] _before;
    private bool _hasPassed;

    public Draws(IEnumerable<PlacedLayer> layers)
    {
        Generators =
        [
            .. layers
                .Select(placed => placed.Layer.Random)
                .OfType<Random>()
                .Distinct<Random>(ReferenceEqualityComparer.Instance),
        ];
        _before = [.. Generators.Select(_ => new ulong[RandomState.Words])];
    }

    /// <summary>The generators, each once, in the order of the layers.</summary>
    public IReadOnlyList<Random> Generators { get; }

    /// <summary>Whether a training pass draws what the last one drew, rather than anew, from these values of the layers' statistics.</summary>
    public IReadOnlyList<(Matrix<double> Value, Matrix<double> Kept)>? Repeated { get; set; }

    /// <summary>To be called before each pass.</summary>
    public void BeforePass(bool training)
    {
        if (!training)
        {
            return;
        }

        for (int i = 0; i < Repeated?.Count; i++)
        {
            Repeated[i].Kept.CopyTo(Repeated[i].Value);
        }

        for (int i = 0; i < _before.Length; i++)
        {
            if (Repeated is not null && _hasPassed)
            {
                RandomState.Write(Generators[i], _before[i]);
            }
            else if (RandomState.CanKeep(Generators[i]))
            {
                RandomState.Read(Generators[i], _before[i]);
            }
        }

        _hasPassed = true;
    }
}
