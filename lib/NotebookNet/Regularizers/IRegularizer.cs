using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// A penalty on a network's weights that is added to the loss, and its gradient. Only parameters with
/// <see cref="Parameter.IsRegularized"/> are penalised, so biases and batch-normalization parameters are left out.
/// </summary>
public interface IRegularizer
{
    /// <summary>The penalty R(W) of one weight matrix, ≥ 0.</summary>
    double Penalty(Matrix<double> weight);

    /// <summary>Adds ∂R/∂W to a gradient, in place.</summary>
    /// <param name="weight">W.</param>
    /// <param name="gradient">∂L/∂W, of the same shape; becomes ∂L/∂W + ∂R/∂W.</param>
    void AddGradient(Matrix<double> weight, Matrix<double> gradient);
}
