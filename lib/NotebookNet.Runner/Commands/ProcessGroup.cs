using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NotebookNet.Runner.Commands;

/// <summary>
/// A worker with all processes that its cells have started. On Unix they are a process group, which outlives the worker
/// itself; on Windows what hangs below the worker as long as it lives.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Terminate = 15;
    private const int KillAtOnce = 9;

    /// <summary>Makes this process the leader of a group of its own.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetProcessGroup(0, 0);
        }
    }

    /// <summary>Asks every process of this process's group to end; this one, too, unless it handles SIGTERM.</summary>
    public static void EndOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Send(-Environment.ProcessId, Terminate);
        }
    }

    /// <summary>
    /// Starts a process of this process's group that ends the group when this process has ended, however that was: its input is
    /// then closed. Null on Windows.
    /// </summary>
    public static Process? StartGuard() =>
        OperatingSystem.IsWindows()
            ? null
            : Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", "read line; kill -9 0"])
                {
                    RedirectStandardInput = true,
                }
            );

    /// <summary>Ends a worker, alive or not, and what its cells have started.</summary>
    public static void Kill(Process worker)
    {
        try
        {
            worker.Kill(entireProcessTree: true);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or AggregateException)
        {
            // It has ended.
        }

        KillGroup(worker.Id);
    }

    /// <summary>Ends this process and those of its group, whatever they do; on Windows this one.</summary>
    public static void KillOwn()
    {
        KillGroup(Environment.ProcessId);
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    /// <summary>
    /// Ends this process later, whatever it does then: by the system's alarm, since a cell in an empty loop of a `finally` lets
    /// the runtime do nothing more. On Windows by a thread.
    /// </summary>
    public static void KillOwnIn(TimeSpan time)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Alarm((uint)time.TotalSeconds);
            return;
        }

        Thread end = new(() =>
        {
            Thread.Sleep(time);
            KillOwn();
        })
        {
            IsBackground = true,
        };
        end.Start();
    }

    private static void KillGroup(int leader)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Send(-leader, KillAtOnce);
        }
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "setpgid")]
    private static partial int SetProcessGroup(int process, int group);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "alarm")]
    private static partial uint Alarm(uint seconds);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
