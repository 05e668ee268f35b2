using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The difference y − t between outputs and targets, which the gradient of every loss here starts from.</summary>
internal static class Residuals
{
    /// <summary>result = y − t; labels stand for one-hot rows.</summary>
    /// <param name="output">y, N×C.</param>
    /// <param name="targets">t, N labels of C classes or N×C values.</param>
    /// <param name="result">N×C, overwritten.</param>
    public static void Subtract(DenseMatrix output, Targets targets, DenseMatrix result)
    {
        if (targets.Values is not null)
        {
            TensorPrimitives.Subtract(
                output.Values,
                targets.Values.AsDense().Values,
                result.Values
            );
            return;
        }

        output.Values.CopyTo(result.Values.AsSpan());
        ReadOnlySpan<int> labels = targets.Labels;
        for (int i = 0; i < labels.Length; i++)
        {
            result.At(i, labels[i], result.At(i, labels[i]) - 1);
        }
    }
}
