using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// A bound on weights that is enforced after each update, rather than paid for in the loss. Like a penalty it concerns the
/// parameters with <see cref="Parameter.IsRegularized"/>.
/// </summary>
public interface IConstraint
{
    /// <summary>Moves the weights into what is allowed, in place.</summary>
    /// <param name="weight">W, fan-in×fan-out: the incoming weights of a unit are a column.</param>
    void Apply(Matrix<double> weight);
}
