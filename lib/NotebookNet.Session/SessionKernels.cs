using System.Diagnostics.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace NotebookNet.Session;

/// <summary>
/// The kernels that cells and packages see: a root named `.NET`, below it the session in each of its languages, and what
/// packages add. They are made, and the assembly of kernels is loaded, when something asks for them.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its process.")]
internal sealed class SessionKernels : IPackageMagics
{
    /// <summary>The languages that cells ask the kernel of .NET Interactive for, and that this session says it does not have.</summary>
    private static readonly string[] s_absent = ["fsharp", "pwsh"];

    private readonly CompositeKernel _root = new();
    private readonly SessionKernel _csharp;
    private volatile KernelStep? _step;

    public SessionKernels(CSharpSession session)
    {
        _csharp = new SessionKernel(session, CellParser.CSharp);
        _root.Add(_csharp, ["c#", "C#"]);
        foreach (
            string language in CellParser.Languages.Except([CellParser.CSharp]).Concat(s_absent)
        )
        {
            _root.Add(new SessionKernel(session, language));
        }

        _root.DefaultKernelName = CellParser.CSharp;
        _root.AddMiddleware(
            (command, context, next) =>
            {
                string? target = command.TargetKernelName;
                if (target is null || target == _root.Name || Find(target) is not null)
                {
                    return next(command, context);
                }

                string names = string.Join(
                    ", ",
                    _root.ChildKernels.Select(kernel => kernel.Name).Except(s_absent)
                );
                context.Fail(command, message: $"there is no kernel {target}; there are {names}.");
                return Task.CompletedTask;
            }
        );
        _root.RegisterCommandHandler<RequestInput>(
            (command, context) =>
            {
                try
                {
                    string answer = session.Ask(command.Prompt ?? "", command.IsPassword);
                    context.Publish(new InputProduced(answer, command));
                }
                catch (InvalidOperationException exception)
                {
                    context.Fail(command, message: exception.Message);
                }

                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Begins a step of a cell; null where the calling code belongs to one that runs.</summary>
    public KernelStep? Begin(string code, CellExecution execution) =>
        KernelInvocationContext.Current is { IsComplete: false }
            ? null
            : _step = new KernelStep(_csharp, code, execution);

    /// <summary>Cancels the step that runs.</summary>
    public void Cancel() => _step?.Cancel();

    /// <inheritdoc/>
    public bool HasCommand(string name) =>
        _root
            .ChildKernels.Prepend(_root)
            .SelectMany(kernel => kernel.KernelInfo.SupportedDirectives)
            .Any(directive => directive is KernelActionDirective && directive.Name == $"#!{name}");

    /// <inheritdoc/>
    public bool HasKernel(string name) => Find(name) is not null and not SessionKernel;

    /// <summary>The names of the commands and kernels that packages have added.</summary>
    public IEnumerable<string> Added =>
        _root
            .ChildKernels.Prepend(_root)
            .SelectMany(kernel => kernel.KernelInfo.SupportedDirectives)
            .OfType<KernelActionDirective>()
            .Select(directive => directive.Name)
            .Concat(
                _root
                    .ChildKernels.Where(kernel => kernel is not SessionKernel)
                    .SelectMany(kernel => kernel.KernelInfo.Aliases.Append(kernel.Name))
                    .Select(name => $"#!{name}")
            )
            .Distinct();

    /// <summary>Lets a kernel run a step that is not this session's.</summary>
    /// <exception cref="CellException">It fails.</exception>
    public async Task SendAsync(CellStep.Sent step)
    {
        KernelCommandResult result = await _root.SendAsync(
            new SubmitCode(step.Text, step.Kernel ?? CellParser.CSharp)
        );
        if (result.Events.OfType<CommandFailed>().FirstOrDefault() is { } failed)
        {
            throw new CellException(
                "MagicError",
                failed.Exception?.Message ?? failed.Message,
                step.Line
            );
        }
    }

    private Kernel? Find(string name) =>
        _root.ChildKernels.TryGetByAlias(name, out Kernel? kernel) ? kernel : null;

    /// <summary>Whether a type is a package's extension of the kernel.</summary>
    public static bool IsExtension(Type type) =>
        typeof(IKernelExtension).IsAssignableFrom(type)
        && type is { IsAbstract: false, IsGenericTypeDefinition: false };

    /// <summary>Runs an extension.</summary>
    public Task LoadAsync(Type extension) =>
        ((IKernelExtension)Activator.CreateInstance(extension)!).OnLoadAsync(_root);
}
