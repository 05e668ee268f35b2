using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NotebookNet.Runner.Commands;

/// <summary>The limits that a shell or a batch system sets a process (ulimit), as far as .NET fails below them in ways that nobody understands.</summary>
internal static partial class ProcessLimits
{
    private const int AddressSpace = 9;
    private const int Processes = 6;
    private const int OpenFiles = 7;

    /// <summary>Which limit is too low, and what is needed; null where none is.</summary>
    public static string? TooLow() =>
        OperatingSystem.IsLinux()
            ? TooLow(
                Of(OpenFiles),
                Of(AddressSpace),
                // It does not hold for root.
                Environment.IsPrivilegedProcess
                    ? ulong.MaxValue
                    : Of(Processes)
            )
            : null;

    /// <summary>Which of three limits is too low.</summary>
    /// <param name="files">How many files may be open.</param>
    /// <param name="bytes">How large the address space may be.</param>
    /// <param name="threads">How many processes and threads the user may have.</param>
    public static string? TooLow(ulong files, ulong bytes, ulong threads)
    {
        const ulong LeastThreads = 64;
        const ulong LeastFiles = 128;
        const ulong LeastBytes = 4_000_000UL << 10;
        return files < LeastFiles
                ? $"ulimit -n is {files}: a process may not open as many files as .NET needs here, {LeastFiles}."
            : bytes < LeastBytes
                ? $"ulimit -v is {bytes >> 10}: a process may not have as much address space as .NET needs here, {LeastBytes >> 10}. "
                    + $"{HeapLimit.Option} limits memory."
            : threads < LeastThreads
                ? $"ulimit -u is {threads}: a user may not have as many processes and threads as .NET needs here, {LeastThreads}."
            : null;
    }

    [SupportedOSPlatform("linux")]
    private static ulong Of(int resource)
    {
        ulong[] limits = new ulong[2];
        return ReadLimit(resource, limits) == 0 ? limits[0] : ulong.MaxValue;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int ReadLimit(int resource, [Out] ulong[] limits);
}
