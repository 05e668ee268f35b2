namespace NotebookNet.Tests.Layers;

/// <summary>One layer of each kind, for tests that hold for all.</summary>
internal static class LayerCases
{
    public static string[] Names =>
        ["affine", "ReLU", "sigmoid", "tanh", "swish", "batch normalization", "dropout"];

    public static ILayer Create(string name, int size) =>
        name switch
        {
            "affine" => new Affine(size, size + 2, Initializer.Normal(0.5), Random(1)),
            "ReLU" => new ReLU(),
            "sigmoid" => new Sigmoid(),
            "tanh" => new Tanh(),
            "swish" => new Swish(),
            "batch normalization" => WithDrawnParameters(
                // With a small epsilon, two samples are always mapped to about -1 and 1, whatever they are.
                new BatchNormalization(size, epsilon: 0.1)
            ),
            _ => new Dropout(0.4, Random(2)),
        };

    public static int SmallestBatch(string name) => name == "batch normalization" ? 2 : 1;

    private static BatchNormalization WithDrawnParameters(BatchNormalization layer)
    {
        Draw.AwayFromZero(1, layer.Gamma.ColumnCount, 4).CopyTo(layer.Gamma);
        Draw.Normal(1, layer.Beta.ColumnCount, 5).CopyTo(layer.Beta);
        return layer;
    }

    /// <summary>Makes a layer draw the same in each pass.</summary>
    public static void Rewind(ILayer layer)
    {
        if (layer.Random is { } random)
        {
            RandomState.Write(random, [1, 2, 3, 4]);
        }
    }

    private static Random Random(int seed) => RandomNumbers.Create(seed);
}
