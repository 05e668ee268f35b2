using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// A layer of a network: a function from a batch to a batch, and its derivative. It serves one
/// thread at a time.
/// </summary>
public interface ILayer
{
    /// <summary>What training adjusts, in a fixed order; empty for a layer without parameters.</summary>
    IReadOnlyList<Parameter> Parameters => [];

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
    /// <see cref="Parameter.Gradient"/>) and of the last input.
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
