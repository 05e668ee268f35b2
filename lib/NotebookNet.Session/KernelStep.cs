using System.Runtime.ExceptionServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using FormattingDisplayedValue = Microsoft.DotNet.Interactive.Formatting.DisplayedValue;

namespace NotebookNet.Session;

/// <summary>
/// A step of a cell while it runs, as packages know it: the current invocation context. What is published there is
/// shown below the cell, in the order in which it comes.
/// </summary>
internal sealed class KernelStep : IDisposable
{
    private readonly KernelInvocationContext _context;
    private readonly CellExecution _execution;
    private Exception? _failure;

    /// <summary>Begins the step. The context that is made takes the console; it gets it back.</summary>
    /// <param name="kernel">The kernel that runs the step.</param>
    /// <param name="code">What runs.</param>
    /// <param name="execution">The cell.</param>
    public KernelStep(SessionKernel kernel, string code, CellExecution execution)
    {
        _execution = execution;
        _context = KeepingConsole(() => kernel.Begin(new SubmitCode(code, kernel.Name)));
        _context.KernelEvents.Subscribe(Receive);
    }

    /// <summary>Tells those who look at the context's token that nobody waits for the step any more.</summary>
    public void Cancel() => _context.Fail(_context.Command, message: "The cell was cancelled.");

    /// <summary>Fails as the context has failed, or what was to be shown there; else does nothing.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public void Dispose() =>
        KeepingConsole(() =>
        {
            _context.Dispose();
            return _context;
        });

    private static KernelInvocationContext KeepingConsole(Func<KernelInvocationContext> change)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        KernelInvocationContext context = change();
        Console.SetOut(output);
        Console.SetError(error);
        return context;
    }

    private void Receive(KernelEvent published)
    {
        try
        {
            Show(published);
        }
        catch (Exception exception)
        {
            _failure ??= exception;
        }
    }

    private void Show(KernelEvent published)
    {
        switch (published)
        {
            case ReturnValueProduced { Value: FormattingDisplayedValue or DisplayedValue }:
                break;
            case ReturnValueProduced returned:
                _execution.Result(MimeBundles.Of(returned.Value, returned.FormattedValues));
                break;
            case DisplayedValueUpdated updated:
                _execution.Update(
                    MimeBundles.Of(updated.Value, updated.FormattedValues),
                    updated.ValueId
                );
                break;
            case StandardOutputValueProduced printed:
                _execution.Print("stdout", Text(printed));
                break;
            case StandardErrorValueProduced printed:
                _execution.Print("stderr", Text(printed));
                break;
            case ErrorProduced error:
                _execution.Print("stderr", error.Message + "\n");
                break;
            case DisplayEvent shown:
                _execution.Display(
                    MimeBundles.Of(shown.Value, shown.FormattedValues),
                    shown.ValueId ?? Guid.NewGuid().ToString()
                );
                break;
            case CommandFailed failed when failed.Command.Equals(_context.Command):
                _failure ??= failed.Exception ?? new CellException("Error", failed.Message);
                break;
        }
    }

    private static string Text(DisplayEvent printed) =>
        string.Concat(printed.FormattedValues.Select(value => value.Value));
}
