using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using System.Text;
using NotebookNet.Runner.Commands;

if (args is [WorkerCommand.Name, string pipeName])
{
    return await WorkerCommand.RunAsync(pipeName);
}

if (ProcessLimits.TooLow() is string tooLow)
{
    Console.Error.WriteLine(tooLow);
    return ExitCodes.Failed;
}

// Windows' consoles know one language's letters until they are told.
if (OperatingSystem.IsWindows())
{
    Console.OutputEncoding = Encoding.UTF8;
}

Console.SetOut(new LosableWriter(Console.Out));
Console.SetError(new LosableWriter(Console.Error));

// Not a RootCommand: that one is called after the file which is run.
Command root = new(
    "notebooknet",
    """
    Runs and verifies C# notebooks without a screen.

    Tags in a cell's metadata:
      raises-exception     The cell may fail; its error is stored and the notebook goes on.
      skip-execution       The cell is not run and keeps what is stored.
      nbval-ignore-output  The cell's outputs are not compared.

    In a notebook's own metadata:
      "notebooknet": {"needs_packages": ["Name"]}
                           Where the sources of packages do not serve one of these, the
                           notebook is skipped.
    """
)
{
    new HelpOption(),
    new VersionOption(),
    new RunCommand().Create(),
    new VerifyCommand().Create(),
    new ExportCommand().Create(),
    new AssignCommand().Create(),
    new GradeCommand().Create(),
    new KernelCommand().Create(),
    new JupyterCommand().Create(),
};

// A notebook's name may begin with @: what such a file holds are no options.
ParseResult parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parse.Errors.Count > 0)
{
    foreach (var error in parse.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    return ExitCodes.Usage;
}

int signalNumber = 0;
using CancellationTokenSource interruption = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(
    PosixSignal.SIGINT,
    Interrupt
);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(
    PosixSignal.SIGTERM,
    Interrupt
);
using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(
    PosixSignal.SIGHUP,
    Interrupt
);
try
{
    int code = await parse.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        },
        interruption.Token
    );
    return code == ExitCodes.Interrupted ? ExitCodes.Signalled + signalNumber : code;
}
catch (UsageException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCodes.Usage;
}
catch (Exception exception)
{
    // No dump of this program's own: a message, and the code of a failure.
    await Console.Error.WriteLineAsync(
        $"notebooknet: {exception.GetType().Name}: {exception.Message}"
    );
    return ExitCodes.Failed;
}

// The first signal lets the run store what there is; one that comes meanwhile ends it at once, and with it its workers.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    if (KernelProcess.Receive(context.Signal))
    {
        return;
    }

    int number = context.Signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        _ => 15,
    };
    if (Interlocked.CompareExchange(ref signalNumber, number, 0) != 0)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write("\e[?25h"); // The cursor, which live progress hides.
        }

        Environment.Exit(ExitCodes.Signalled + number);
    }

    interruption.Cancel();
}
