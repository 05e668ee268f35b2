namespace NotebookNet;

/// <summary>The rectified linear unit y = max(0, x), element by element. Its derivative is 1 where x > 0 and 0 elsewhere (also at x = 0).</summary>
/// <example><code>
/// Matrix&lt;double&gt; y = new ReLU().Forward(X, training: false);
/// </code></example>
public sealed class ReLU() : Activation(Elementwise.Rectify, Elementwise.RectifyBackward)
{
    /// <inheritdoc/>
    protected override Matrix<double> Value(Matrix<double> x) => x.PointwiseMaximum(0);

    /// <inheritdoc/>
    protected override Matrix<double> Derivative(Matrix<double> x, Matrix<double> y) =>
        x.Map(v => v > 0 ? 1.0 : 0.0);
}
