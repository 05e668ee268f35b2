namespace NotebookNet;

/// <summary>The logistic sigmoid y = 1/(1 + exp(−x)), element by element; its derivative is y·(1 − y).</summary>
/// <example><code>
/// Network network = Network.FullyConnected(2, [3], 2, activation: () => new Sigmoid());
/// </code></example>
public sealed class Sigmoid() : Activation(Elementwise.Sigmoid, Elementwise.SigmoidBackward)
{
    /// <inheritdoc/>
    protected override Matrix<double> Value(Matrix<double> x) => 1 / (1 + (-x).PointwiseExp());

    /// <inheritdoc/>
    protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
        y.PointwiseMultiply(1 - y);
}
