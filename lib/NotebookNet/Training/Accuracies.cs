using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>Counts of right answers.</summary>
internal static class Accuracies
{
    /// <summary>In how many rows the largest output stands in the column of the right class.</summary>
    public static int CountRight(Matrix<double> output, Targets targets)
    {
        int right = 0;
        for (int row = 0; row < output.RowCount; row++)
        {
            if (output.IndexOfRowMaximum(row) == targets.ClassOf(row))
            {
                right++;
            }
        }

        return right;
    }
}
