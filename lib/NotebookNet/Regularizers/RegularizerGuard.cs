using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The check that every regularizer makes before it changes a gradient.</summary>
internal static class RegularizerGuard
{
    /// <summary>Throws unless weight and gradient have the same shape and the gradient can be changed in place.</summary>
    public static void Check(
        IRegularizer regularizer,
        Matrix<double> weight,
        Matrix<double> gradient
    )
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.RowCount != weight.RowCount || gradient.ColumnCount != weight.ColumnCount)
        {
            throw new ArgumentException(
                $"{regularizer}: the gradient must have the weight's shape {weight.Shape()}, got {gradient.Shape()}.",
                nameof(gradient)
            );
        }

        if (gradient is not DenseMatrix)
        {
            throw new ArgumentException(
                $"{regularizer} changes a dense gradient in place, got a {gradient.GetType().Name}: a change of a dense copy would be lost.",
                nameof(gradient)
            );
        }
    }
}
