namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>
/// The kernel's input, where nobody types. Its standard input is where its commands come from: a cell that reads there waits
/// for ever, or takes a command away. After this cell whoever asks for input fails, with a line that says why.
/// </summary>
internal static class InputStandIn
{
    public const string Code = """
        sealed class NotebookNetInput : System.IO.TextReader
        {
            public const string None = "There is no input: nobody types while a notebook runs without a screen.";

            public override int Peek() => throw new InvalidOperationException(None);

            public override int Read() => throw new InvalidOperationException(None);
        }

        Console.SetIn(new NotebookNetInput());
        ((Microsoft.DotNet.Interactive.CompositeKernel)Microsoft.DotNet.Interactive.Kernel.Root).RegisterCommandHandler<Microsoft.DotNet.Interactive.Commands.RequestInput>((command, context) =>
        {
            context.Fail(command, message: NotebookNetInput.None);
            return Task.CompletedTask;
        });
        """;
}
