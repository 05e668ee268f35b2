using System.Diagnostics;
using System.Runtime.InteropServices;
using NotebookNet.Jupyter;
using NotebookNet.Jupyter.Help;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Commands;

/// <summary>The process of a Jupyter kernel: the cells run in it, and what they have started ends with it.</summary>
internal static class KernelProcess
{
    /// <summary>How long a cell that is to end with the process may take, and what is sent last.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>When the process is gone at the latest, whatever its end may run.</summary>
    private static readonly TimeSpan s_mostToEnd = TimeSpan.FromSeconds(5);

    private static volatile JupyterKernel? s_kernel;

    /// <summary>What a signal does to a running kernel: an interrupt ends the cell, any other one the kernel.</summary>
    /// <returns>Whether a kernel runs in this process.</returns>
    public static bool Receive(PosixSignal signal)
    {
        if (s_kernel is not { } kernel)
        {
            return false;
        }

        // The thread that brings signals may be needed for the next one, those of the pool by a cell.
        new Thread(signal == PosixSignal.SIGINT ? kernel.Interrupt : kernel.End).Start();
        return true;
    }

    /// <summary>Serves front ends until one of them asks for the end, or the program that has started the kernel is gone.</summary>
    /// <param name="connection">The connection file.</param>
    /// <param name="cancellation">Is cancelled by a signal that comes while the kernel starts.</param>
    public static int Run(ConnectionFile connection, CancellationToken cancellation)
    {
        ProcessGroup.Lead();
        CellCulture.Use();
        Process? guard = null;
        NativeOutput native = new(error => guard = StartGuard(error));
        KernelLog log = new(native.Error);
        int code;
        try
        {
            code = Serve(connection, native, log, cancellation);
        }
        catch (ConnectionException exception)
        {
            log.Write(exception.Message);
            code = ExitCodes.Failed;
        }

        native.Error.End(s_patience);
        ProcessGroup.EndOthers();
        guard?.Dispose();
        // Threads that the cells left running must not keep the process.
        Environment.Exit(code);
        return code;
    }

    private static int Serve(
        ConnectionFile connection,
        NativeOutput native,
        KernelLog log,
        CancellationToken cancellation
    )
    {
        WireFormat wire = new(connection.Key);
        using NetMQTransport transport = new(
            connection,
            log.Write,
            topic => wire.Write([topic], "iopub_welcome", parent: null, "{}"u8.ToArray()).Frames
        );
        string directory = Directory.GetCurrentDirectory();
        CSharpSession session = new(directory, new SessionHost(directory), isLive: true);
        using CellHelp help = new(session, log.Write);
        JupyterKernel kernel = new(transport, wire, session, help, native, log);
        s_kernel = kernel;
        using CancellationTokenRegistration early = cancellation.Register(kernel.End);
        ParentWatch.Start(kernel.End);
        kernel.Start();
        kernel.Ending.WaitHandle.WaitOne();
        ProcessGroup.KillOwnIn(s_mostToEnd);
        kernel.Interrupt();
        kernel.Join(s_patience);
        return ExitCodes.Passed;
    }

    /// <summary>
    /// Starts what ends this process's group when this process has ended, however that was, and passes on what the runtime has
    /// said of it. It ends as soon as its input does.
    /// </summary>
    /// <param name="error">From where this process's own `stderr` can be read.</param>
    private static Process StartGuard(string error) =>
        Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", $"trap '' INT TERM HUP; read line; cat {error} >&2 & sleep 0.3; kill -9 0"]
            )
            {
                RedirectStandardInput = true,
            }
        )!;
}
