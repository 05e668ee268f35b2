using System.CommandLine;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet kernel`: what a front end starts.</summary>
internal sealed class KernelCommand
{
    private readonly Option<string> _connectionFile = new("--connection-file", "-f")
    {
        Description = "The connection file: where the front end expects the kernel.",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "kernel",
            "Runs the session as a Jupyter kernel. Front ends start it; `notebooknet jupyter install` tells them how."
        )
        {
            _connectionFile,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(Run(parse, cancellation)));
        return command;
    }

    private int Run(ParseResult parse, CancellationToken cancellation)
    {
        try
        {
            return KernelProcess.Run(
                ConnectionFile.Read(parse.GetValue(_connectionFile)!),
                cancellation
            );
        }
        catch (ConnectionException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
