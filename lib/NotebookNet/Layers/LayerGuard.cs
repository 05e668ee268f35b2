using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>The checks that layers make of what they are handed.</summary>
internal static class LayerGuard
{
    /// <summary>The number of columns, once it is sure that it is the expected one.</summary>
    /// <param name="layer">The layer that asks.</param>
    /// <param name="inputs">The number of columns that the layer is asked to take.</param>
    /// <param name="expected">The only number it can take.</param>
    public static int CheckedInputs(ILayer layer, int inputs, int expected) =>
        inputs == expected
            ? inputs
            : throw new ArgumentException(
                Invariant($"{layer} expects {expected} columns, got {inputs}."),
                nameof(inputs)
            );

    /// <summary>The input as a dense matrix, once it is sure that it has the expected columns.</summary>
    /// <param name="layer">The layer that asks.</param>
    /// <param name="input">The input that the layer was handed.</param>
    /// <param name="columns">The number of columns that it takes.</param>
    public static DenseMatrix CheckedInput(ILayer layer, Matrix<double> input, int columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ColumnCount != columns)
        {
            throw new ArgumentException(
                $"{layer} expects {columns} columns, got {input.ColumnCount} (input is {input.Shape()}).",
                nameof(input)
            );
        }

        return input.AsDense();
    }

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
