using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>The check that every layer makes at the start of its backward pass.</summary>
internal static class LayerGuard
{
    /// <summary>The gradient as a dense matrix, once it is sure that a forward pass of its shape came before.</summary>
    /// <param name="layer">The layer that asks.</param>
    /// <param name="outputGradient">The gradient that the layer was handed.</param>
    /// <param name="rows">Rows of the last output; <see langword="null"/> when there was none.</param>
    /// <param name="columns">Columns of the last output.</param>
    public static DenseMatrix CheckedGradient(
        ILayer layer,
        Matrix<double> outputGradient,
        int? rows,
        int columns
    )
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        if (rows is null)
        {
            throw new InvalidOperationException($"{layer}: Backward needs a Forward before it.");
        }

        if (outputGradient.RowCount != rows || outputGradient.ColumnCount != columns)
        {
            throw new ArgumentException(
                $"{layer}: the gradient must have the output's shape {rows}×{columns}, got {outputGradient.Shape()}.",
                nameof(outputGradient)
            );
        }

        return outputGradient.AsDense();
    }
}
