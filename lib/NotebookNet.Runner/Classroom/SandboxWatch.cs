using System.Diagnostics;

namespace NotebookNet.Runner.Classroom;

/// <summary>Looks again and again at what the processes of a sandbox take, and ends them when it is too much.</summary>
/// <param name="limits">What they may take.</param>
/// <param name="use">What they take.</param>
/// <param name="ended">Receives the reason before they are ended.</param>
internal sealed class SandboxWatch(SandboxLimits limits, ISandboxUse use, Action<string> ended)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins to watch a process; with it all end.</summary>
    public void Start(Process process)
    {
        // A thread of its own: those of the pool may all be busy.
        Thread thread = new(() => Watch(process)) { IsBackground = true, Name = "sandbox" };
        thread.Start();
    }

    private void Watch(Process process)
    {
        try
        {
            while (!process.WaitForExit(s_pause))
            {
                if (TooMuch() is string reason)
                {
                    ended(reason);
                    process.Kill();
                    return;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended, and whoever started it is done with it.
        }
    }

    private string? TooMuch()
    {
        SandboxUse taken;
        try
        {
            taken = use.Read(limits.Processes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The processes are just ending.
            return null;
        }

        return taken.Processes > limits.Processes
                ? Invariant($"it started more than {limits.Processes} processes")
            : taken.Threads > limits.Threads
                ? Invariant($"its processes had more than {limits.Threads} threads")
            : taken.Memory > limits.Memory
                ? Invariant($"its processes held more than {limits.Memory >> 20} MB of memory")
            : taken.ScratchBytes > limits.ScratchBytes
                ? Invariant($"it wrote more than {limits.ScratchBytes >> 20} MB of files")
            : taken.ScratchFiles > limits.ScratchFiles
                ? Invariant($"it wrote more than {limits.ScratchFiles} files")
            : null;
    }
}
