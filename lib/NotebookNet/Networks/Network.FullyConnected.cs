namespace NotebookNet;

public sealed partial class Network
{
    /// <summary>
    /// A multi-layer perceptron: for each hidden size an affine layer, batch normalization (on demand), the activation and
    /// dropout (on demand); then an affine layer to the outputs.
    /// </summary>
    /// <param name="inputs">Number of columns D of its input, ≥ 1.</param>
    /// <param name="hidden">Number of units of each hidden layer, each ≥ 1; empty for a single affine layer.</param>
    /// <param name="outputs">Number of columns C of its output, ≥ 1.</param>
    /// <param name="activation">Makes an activation layer, once per hidden layer; ReLU where it is left out.</param>
    /// <param name="initializer">Draws the weights; He where it is left out.</param>
    /// <param name="batchNormalization">Whether batch normalization stands between each affine layer and its activation.</param>
    /// <param name="dropout">The probability of dropping a hidden unit's output, 0 ≤ p &lt; 1; without dropout layers at 0.</param>
    /// <param name="loss">The loss; softmax with cross-entropy where it is left out.</param>
    /// <param name="regularizer">A penalty on the weights that is added to the loss.</param>
    /// <param name="seed">Determines the weights, and independently of them what dropout drops. The weights are those of the same layers built by hand with <c>RandomNumbers.Create(seed)</c>.</param>
    /// <example><code>Network network = Network.FullyConnected(784, [100, 100], 10, seed: 1);</code></example>
    public static Network FullyConnected(
        int inputs,
        IReadOnlyList<int> hidden,
        int outputs,
        Func<ILayer>? activation = null,
        Initializer? initializer = null,
        bool batchNormalization = false,
        double dropout = 0,
        ILoss? loss = null,
        IRegularizer? regularizer = null,
        int seed = 0
    )
    {
        ArgumentNullException.ThrowIfNull(hidden);
        Guard.FractionBelowOne(dropout);
        Random weights = RandomNumbers.Create(seed);
        initializer ??= Initializer.He;
        List<ILayer> layers = [];
        int size = inputs;
        foreach (int units in hidden)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units, nameof(hidden));
            layers.Add(new Affine(size, units, initializer, weights));
            if (batchNormalization)
            {
                layers.Add(new BatchNormalization(units));
            }

            layers.Add(activation?.Invoke() ?? new ReLU());
            if (dropout > 0)
            {
                layers.Add(
                    new Dropout(dropout, RandomNumbers.Create($"dropout {layers.Count}", seed))
                );
            }

            size = units;
        }

        layers.Add(new Affine(size, outputs, initializer, weights));
        return new Network(inputs, layers, loss ?? new SoftmaxCrossEntropy(), regularizer);
    }
}
