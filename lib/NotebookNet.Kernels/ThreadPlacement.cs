using System.Runtime.InteropServices;

namespace NotebookNet.Kernels;

/// <summary>Where the system may run the current thread.</summary>
/// <remarks>
/// Some kernels of Linux, those of small virtual machines among them, wake a thread on the processor of the thread that woke
/// it, and move it only after some milliseconds. Measured on such a machine with two cores, trainings of 25 ms with pauses of
/// 60 ms between them: a step of 784-50-10 takes 440 µs, and 400 µs where the worker keeps off its caller's processor.
/// </remarks>
internal static unsafe partial class ThreadPlacement
{
    private const int Words = 16;

    [ThreadStatic]
    private static ulong[]? s_allowed;

    /// <summary>
    /// Lets the current thread run wherever it was allowed to at first, except on one processor: it leaves that at once,
    /// and does not wake there.
    /// </summary>
    /// <returns>Whether that was possible: on Linux, where more than that one processor is allowed.</returns>
    public static bool TryAvoid(int processor)
    {
        if (!OperatingSystem.IsLinux() || (uint)processor >= Words * 64)
        {
            return false;
        }

        if (s_allowed is null)
        {
            ulong[] allowed = new ulong[Words];
            fixed (ulong* words = allowed)
            {
                if (GetAffinity(0, Words * sizeof(ulong), words) < 0)
                {
                    return false;
                }
            }

            s_allowed = allowed;
        }

        ulong* mask = stackalloc ulong[Words];
        s_allowed.CopyTo(new Span<ulong>(mask, Words));
        mask[processor / 64] &= ~(1UL << (processor % 64));
        return SetAffinity(0, Words * sizeof(ulong), mask) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ulong* mask);
}
