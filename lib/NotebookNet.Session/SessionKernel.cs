using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace NotebookNet.Session;

/// <summary>The session in one of the languages that a cell can have, as packages know a kernel.</summary>
internal sealed class SessionKernel
    : Kernel,
        IKernelCommandHandler<SubmitCode>,
        IKernelCommandHandler<RequestValue>,
        IKernelCommandHandler<RequestValueInfos>,
        IKernelCommandHandler<SendValue>
{
    private readonly CSharpSession _session;

    public SessionKernel(CSharpSession session, string language)
        : base(language)
    {
        _session = session;
        KernelInfo.LanguageName = language == CellParser.CSharp ? "C#" : language;
    }

    /// <summary>
    /// Begins a context that is the current one of the calling code, and of what that code starts, until it is disposed.
    /// </summary>
    public KernelInvocationContext Begin(KernelCommand command)
    {
        KernelInvocationContext context = KernelInvocationContext.GetOrCreateAmbientContext(
            command
        );
        SetHandlingKernel(command, context);
        context.KernelEvents.Subscribe(PublishEvent);
        return context;
    }

    /// <summary>Runs code that a cell or a package sends; the result of the command tells how that went.</summary>
    public async Task HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        string language = command.TargetKernelName ?? Name;
        Cell cell = new(0, command.Code, language) { Name = $"code sent to {language}" };
        try
        {
            await _session.RunAsync(
                cell,
                CellExecution.Current ?? throw new InvalidOperationException("No cell is running."),
                value =>
                    context.Publish(
                        new ReturnValueProduced(
                            value,
                            command,
                            FormattedValue.CreateManyFromObject(value)
                        )
                    )
            );
        }
        catch (Exception exception)
        {
            CellError error = _session.Describe(exception, cell);
            context.Fail(
                command,
                exception,
                error.Message.StartsWith(cell.Name, StringComparison.Ordinal)
                    ? error.Message
                    : $"{cell.Name}: {error.Name}: {error.Message}"
            );
        }
    }

    /// <summary>Tells the value of a variable.</summary>
    public Task HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        foreach ((string name, _, object? value) in _session.Variables)
        {
            if (name == command.Name)
            {
                string text = Formatter.ToDisplayString(value, command.MimeType);
                FormattedValue formatted = new(command.MimeType, text);
                context.Publish(new ValueProduced(value, name, formatted, command));
                return Task.CompletedTask;
            }
        }

        context.Fail(command, message: $"there is no C# variable {command.Name}.");
        return Task.CompletedTask;
    }

    /// <summary>Tells which variables there are.</summary>
    public Task HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        KernelValueInfo[] infos =
        [
            .. _session.Variables.Select(variable => new KernelValueInfo(
                variable.Name,
                FormattedValue.CreateSingleFromObject(variable.Value, command.MimeType),
                variable.Type
            )),
        ];
        context.Publish(new ValueInfosProduced(infos, command));
        return Task.CompletedTask;
    }

    /// <summary>Says that this session takes no values: a cell declares them.</summary>
    public Task HandleAsync(SendValue command, KernelInvocationContext context)
    {
        context.Fail(
            command,
            message: $"{command.Name} cannot be sent to {Name} here: a cell declares its variables."
        );
        return Task.CompletedTask;
    }
}
