namespace NotebookNet;

/// <summary>A layer and where it stands in its network.</summary>
/// <param name="Path">Its index; of an inner layer, those of the layers around it before, such as "2.1".</param>
/// <param name="Layer">The layer.</param>
internal sealed record PlacedLayer(string Path, ILayer Layer)
{
    /// <summary>Within how many layers it stands.</summary>
    public int Depth => Path.Count(letter => letter == '.');

    /// <summary>Its parameters and statistics, without those of inner layers.</summary>
    public IEnumerable<NamedTensor> Tensors =>
        Layer
            .Parameters.Select(item => new NamedTensor($"{Path}.{item.Name}", item.Value))
            .Concat(
                Layer.Statistics.Select(item => new NamedTensor($"{Path}.{item.Key}", item.Value))
            );

    /// <summary>Layers, each followed by those that it is made of.</summary>
    /// <exception cref="ArgumentException">There is none, or one is missing or stands in two places.</exception>
    public static IReadOnlyList<PlacedLayer> Of(IReadOnlyList<ILayer> layers)
    {
        if (layers.Count == 0)
        {
            throw new ArgumentException("A network needs at least one layer, got none.");
        }

        var found = new OrderedDictionary<ILayer, PlacedLayer>(ReferenceEqualityComparer.Instance);
        Add(layers, "");
        return [.. found.Values];

        void Add(IReadOnlyList<ILayer> some, string prefix)
        {
            for (int i = 0; i < some.Count; i++)
            {
                string path = Invariant($"{prefix}{i}");
                if (some[i] is null)
                {
                    throw new ArgumentException($"Layer {path} is null.");
                }

                if (
                    some[i].Layers is null
                    || some[i].Parameters?.Contains(null!) is not false
                    || some[i].Statistics?.Any(item => item.Value is null) is not false
                )
                {
                    throw new ArgumentException(
                        $"Layer {path} ({NameOf(some[i])}) gives null for its layers, or for or among its parameters or statistics."
                    );
                }

                if (!found.TryAdd(some[i], new PlacedLayer(path, some[i])))
                {
                    throw new ArgumentException(
                        $"Layers {found[some[i]].Path} and {path} are one object ({NameOf(some[i])}): a layer keeps what its backward pass needs, so it can stand in one place only."
                    );
                }

                Add(some[i].Layers, $"{path}.");
            }
        }
    }

    /// <summary>The layer's description, further to the right the deeper it stands.</summary>
    public override string ToString() =>
        $"{string.Concat(Enumerable.Repeat("· ", Depth))}{NameOf(Layer)}";

    /// <summary>The layer's description; the type's name alone where the layer has none, without the cell that declared it.</summary>
    public static string NameOf(ILayer layer) =>
        layer.ToString() is { } text && text != layer.GetType().ToString()
            ? text
            : layer.GetType().Name.Split('`')[0];
}
