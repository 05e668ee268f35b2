namespace NotebookNet;

/// <summary>The hyperbolic tangent y = tanh(x), element by element; its derivative is 1 − y².</summary>
/// <example><code>
/// Network network = Network.FullyConnected(2, [3], 2, activation: () => new Tanh());
/// </code></example>
public sealed class Tanh() : Activation(Elementwise.Tanh, Elementwise.TanhBackward)
{
    /// <inheritdoc/>
    protected override Matrix<double> Value(Matrix<double> x) => x.PointwiseTanh();

    /// <inheritdoc/>
    protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
        1 - y.PointwiseMultiply(y);
}
