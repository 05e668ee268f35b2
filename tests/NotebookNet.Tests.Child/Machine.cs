using System.Numerics;
using System.Runtime.Intrinsics;

namespace NotebookNet.Tests.Child;

/// <summary>What the runtime lets this process use.</summary>
internal static class Machine
{
    public static string[] Describe() =>
        [
            $"Vector512 {Vector512.IsHardwareAccelerated}",
            $"Vector256 {Vector256.IsHardwareAccelerated}",
            $"Vector128 {Vector128.IsHardwareAccelerated}",
            $"Vector {Vector<double>.Count}",
            $"Processors {Environment.ProcessorCount}",
        ];
}
