namespace NotebookNet;

/// <summary>
/// A layer of a network: a function from a batch to a batch, and its derivative. It serves one thread at a time. What it has
/// beside the function (parameters, layers of its own, statistics, a generator) it tells, once and for all: networks, files, checks and checkpoints go by that.
/// </summary>
/// <example>
/// A layer of one's own, with one trained number for each column, y = a·x:
/// <code>
/// class Scale(int columns) : ILayer
/// {
///     readonly Parameter a = new("a", Matrix&lt;double&gt;.Build.Dense(1, columns, 1));
///     Matrix&lt;double&gt; x;
///
///     public IReadOnlyList&lt;Parameter&gt; Parameters => [a];
///
///     public int Outputs(int inputs) => inputs;
///
///     public Matrix&lt;double&gt; Forward(Matrix&lt;double&gt; input, bool training) => Scaled(x = input);
///
///     public Matrix&lt;double&gt; Backward(Matrix&lt;double&gt; outputGradient)
///     {
///         a.Gradient.SetRow(0, x.PointwiseMultiply(outputGradient).ColumnSums());
///         return Scaled(outputGradient);
///     }
///
///     Matrix&lt;double&gt; Scaled(Matrix&lt;double&gt; m) => Matrix&lt;double&gt;.Build.Dense(m.RowCount, m.ColumnCount, (i, j) => m[i, j] * a.Value[0, j]);
/// }
/// </code>
/// </example>
public interface ILayer
{
    /// <summary>What training adjusts, in a fixed order, without that of <see cref="Layers"/>; empty for a layer without parameters.</summary>
    IReadOnlyList<Parameter> Parameters => [];

    /// <summary>The parameters, with those of all layers that this one is made of.</summary>
    IEnumerable<Parameter> AllParameters =>
        Parameters.Concat(Layers.SelectMany(layer => layer.AllParameters));

    /// <summary>The layers that this one is made of, in a fixed order; empty for most. See <see cref="Block"/>.</summary>
    IReadOnlyList<ILayer> Layers => [];

    /// <summary>
    /// What it keeps from the data beside its parameters, such as a running mean, each matrix by its name, in a fixed order; empty for most. They are the layer's own
    /// matrices: no gradient reaches them, but the trained network is not whole without them.
    /// </summary>
    IReadOnlyList<KeyValuePair<string, Matrix<double>>> Statistics => [];

    /// <summary>
    /// Where a training pass draws its random numbers from; <see langword="null"/> where it draws none. A gradient check needs it: between
    /// f(x + h) and f(x − h) nothing but x may change, so it puts the generator back before each pass.
    /// </summary>
    Random? Random => null;

    /// <summary>Number of columns of the output for an input of so many columns.</summary>
    /// <exception cref="ArgumentException">The layer cannot take an input of so many columns.</exception>
    int Outputs(int inputs);

    /// <summary>Computes the output and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether this is a step of training: dropout drops and batch normalization uses the batch's statistics.</param>
    /// <returns>N×M, one sample a row: the layer's own matrix, lent until its next call overwrites it; <c>.Clone()</c> keeps a copy.</returns>
    Matrix<double> Forward(Matrix<double> input, bool training);

    /// <summary>
    /// From the gradient of the loss with respect to the last output, computes the gradients of the parameters (into
    /// <see cref="Parameter.Gradient"/>, in place of what was there) and of the last input.
    /// </summary>
    /// <param name="outputGradient">∂L/∂Y, N×M.</param>
    /// <returns>∂L/∂X, N×D: the layer's own matrix, lent until its next call overwrites it; <c>.Clone()</c> keeps a copy.</returns>
    /// <exception cref="InvalidOperationException">There was no <see cref="Forward"/> before.</exception>
    Matrix<double> Backward(Matrix<double> outputGradient);

    /// <summary>
    /// Computes the gradients of the parameters alone, which is all that a network's first layer owes: nobody asks for
    /// the gradient of the data.
    /// </summary>
    /// <param name="outputGradient">∂L/∂Y, N×M.</param>
    void BackwardToParameters(Matrix<double> outputGradient) => Backward(outputGradient);
}
