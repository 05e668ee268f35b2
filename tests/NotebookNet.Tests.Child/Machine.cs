using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Child;

/// <summary>What the runtime lets this process use.</summary>
internal static class Machine
{
    public static string[] Describe() =>
        [
            $"Vector512 {Vector512.IsHardwareAccelerated}",
            $"Vector256 {Vector256.IsHardwareAccelerated}",
            $"Vector128 {Vector128.IsHardwareAccelerated}",
            $"Vector {System.Numerics.Vector<double>.Count}",
            $"Processors {Environment.ProcessorCount}",
        ];

    /// <summary>How many threads a product may use, or why there is none.</summary>
    public static string Threads()
    {
        try
        {
            DenseMatrix x = new(100, 100);
            MatrixProduct.Multiply(x, x, new DenseMatrix(100, 100));
            return $"Threads {Workers.Count}";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
