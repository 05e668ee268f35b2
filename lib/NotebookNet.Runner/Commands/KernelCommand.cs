using System.CommandLine;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet kernel`: what a front end starts. It becomes the process in which the cells run.</summary>
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
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parse)
    {
        string path = Path.GetFullPath(parse.GetValue(_connectionFile)!);
        try
        {
            ConnectionFile.Read(path);
        }
        catch (ConnectionException exception)
        {
            throw new UsageException(exception.Message);
        }

        return KernelProcess.Become(path);
    }
}
