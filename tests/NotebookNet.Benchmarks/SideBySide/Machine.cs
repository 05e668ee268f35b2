using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>What a time was measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, number of cores, vector width, operating system and .NET version.</summary>
    public static string Description =>
        $"{Processor()}, {Environment.ProcessorCount} core(s), {VectorBits()}-bit vectors, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string information = "/proc/cpuinfo";
        string? line = File.Exists(information)
            ? File.ReadLines(information).FirstOrDefault(line => line.StartsWith("model name"))
            : null;
        return line?.Split(':')[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;
}
