namespace NotebookNet;

/// <summary>
/// A penalty on a network's weights that is added to the loss, and its gradient. Only parameters with
/// <see cref="Parameter.IsRegularized"/> are penalised, so biases and batch-normalization parameters are left out.
/// </summary>
/// <example><code>
/// class Both(IRegularizer first, IRegularizer second) : IRegularizer      // Zou and Hastie's elastic net (2005), of an L1 and an L2
/// {
///     public double Penalty(Matrix&lt;double&gt; weight) => first.Penalty(weight) + second.Penalty(weight);
///     public void AddGradient(Matrix&lt;double&gt; weight, Matrix&lt;double&gt; gradient)
///     {
///         first.AddGradient(weight, gradient);
///         second.AddGradient(weight, gradient);
///     }
/// }
/// </code></example>
public interface IRegularizer
{
    /// <summary>The penalty R(W) of one weight matrix, ≥ 0.</summary>
    double Penalty(Matrix<double> weight);

    /// <summary>Adds ∂R/∂W to a gradient, in place.</summary>
    /// <param name="weight">W.</param>
    /// <param name="gradient">∂L/∂W, of the same shape; becomes ∂L/∂W + ∂R/∂W.</param>
    void AddGradient(Matrix<double> weight, Matrix<double> gradient);
}
