using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NotebookNet.Runner.Commands;

/// <summary>Tells a kernel when the program that has started it is gone, as Jupyter's servers name themselves in the environment. On Unix only.</summary>
internal static partial class ParentWatch
{
    private const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Begins to watch, where there is somebody to watch.</summary>
    public static void Start(Action gone)
    {
        if (
            OperatingSystem.IsWindows()
            || !int.TryParse(
                Environment.GetEnvironmentVariable(Variable),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int named
            )
            || named <= 1
        )
        {
            return;
        }

        Watch(named, gone);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Watch(int named, Action gone)
    {
        // Between the two may stand a program that starts the kernel for the other: either is needed.
        int parent = ParentId();
        Thread thread = new(() =>
        {
            while (ParentId() == parent && Signal(named, 0) == 0)
            {
                Thread.Sleep(s_pause);
            }

            gone();
        })
        {
            IsBackground = true,
            Name = "Jupyter parent",
        };
        thread.Start();
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
