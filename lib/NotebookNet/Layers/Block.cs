namespace NotebookNet;

/// <summary>A layer made of layers, one after another. What it is made of is trained, saved, checked and counted as if it stood in the network itself.</summary>
/// <example>
/// A residual block (He, Zhang, Ren and Sun, 2016) adds its input to what its layers make of it, which has as many columns:
/// <code>
/// class Residual(params ILayer[] layers) : Block(layers)
/// {
///     public override Matrix&lt;double&gt; Forward(Matrix&lt;double&gt; input, bool training) =>
///         input + base.Forward(input, training);
///
///     public override Matrix&lt;double&gt; Backward(Matrix&lt;double&gt; outputGradient) =>
///         outputGradient + base.Backward(outputGradient);
/// }
///
/// Random random = RandomNumbers.Create(1);
/// ILayer block = new Residual(new Affine(20, 20, Initializer.He, random), new BatchNormalization(20), new ReLU());
/// </code>
/// Branches are blocks too: one that overrides <see cref="Outputs"/>, <see cref="Forward"/> and <see cref="Backward"/> calls each of its <see cref="Layers"/>
/// once a pass, in any way. Parameters of its own, beside those of its layers, stand in an override of <see cref="Parameters"/>.
/// </example>
public class Block : ILayer
{
    /// <summary>A block of layers.</summary>
    /// <param name="layers">The layers in order, at least one.</param>
    public Block(params IReadOnlyList<ILayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Layers =
            layers.Count > 0 && !layers.Contains(null!)
                ? [.. layers]
                : throw new ArgumentException(
                    $"A block is made of layers, one or more, got [{string.Join(", ", layers.Select(layer => $"{layer?.ToString() ?? "null"}"))}].",
                    nameof(layers)
                );
    }

    /// <inheritdoc/>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public virtual IReadOnlyList<KeyValuePair<string, Matrix<double>>> Statistics => [];

    /// <inheritdoc/>
    public virtual Random? Random => null;

    /// <inheritdoc/>
    public virtual int Outputs(int inputs) =>
        Layers.Aggregate(inputs, (size, layer) => layer.Outputs(size));

    /// <inheritdoc/>
    public virtual Matrix<double> Forward(Matrix<double> input, bool training)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            input = Layers[i].Forward(input, training);
        }

        return input;
    }

    /// <inheritdoc/>
    public virtual Matrix<double> Backward(Matrix<double> outputGradient)
    {
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            outputGradient = Layers[i].Backward(outputGradient);
        }

        return outputGradient;
    }

    /// <summary>The type's name, such as "Residual": what it is made of stands below it in the network's table.</summary>
    public override string ToString() => GetType().Name.Split('`')[0];
}
