using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The check that every loss makes first.</summary>
internal static class LossGuard
{
    /// <summary>Throws unless there is at least one sample and output and targets have the same shape.</summary>
    public static void Check(ILoss loss, Matrix<double> output, Targets targets)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
        {
            throw new ArgumentException(
                $"{loss}: a batch needs at least one sample, got none.",
                nameof(targets)
            );
        }

        if (output.RowCount != targets.Count || output.ColumnCount != targets.ColumnCount)
        {
            throw new ArgumentException(
                $"{loss} expects targets of the output's shape {output.Shape()}, got {targets.Count}×{targets.ColumnCount} ({targets}).",
                nameof(targets)
            );
        }
    }
}
