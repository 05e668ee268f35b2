using System.Globalization;
using System.Runtime.InteropServices;
using NotebookNet.Jupyter;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Commands;

/// <summary>The process of a Jupyter kernel: the cells run in it. `notebooknet kernel` becomes it; nobody else calls it.</summary>
internal static class KernelProcess
{
    public const string Name = "kernel-process";

    /// <summary>Lets this process be the kernel's.</summary>
    public static int Become(string connectionFile) =>
        RunAsync(connectionFile).GetAwaiter().GetResult();

    /// <summary>Serves front ends until one of them asks for the end.</summary>
    public static async Task<int> RunAsync(string connectionFile)
    {
        ProcessGroup.Lead();
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture =
            CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.InvariantCulture;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context => context.Cancel = true
        );
        KernelLog log = new(Console.Error);
        try
        {
            ConnectionFile connection = ConnectionFile.Read(connectionFile);
            WireFormat wire = new(connection.Key);
            using NetMQTransport transport = new(
                connection,
                log.Write,
                topic => wire.Write([topic], "iopub_welcome", parent: null, "{}"u8.ToArray())
            );
            string directory = Directory.GetCurrentDirectory();
            JupyterKernel kernel = new(
                transport,
                wire,
                new CSharpSession(directory, new SessionHost(directory)),
                log
            );
            kernel.Start();
            await kernel.Completion;
        }
        catch (ConnectionException exception)
        {
            log.Write(exception.Message);
            return ExitCodes.Failed;
        }

        ProcessGroup.EndOthers();
        Environment.Exit(ExitCodes.Passed);
        return ExitCodes.Passed;
    }
}
