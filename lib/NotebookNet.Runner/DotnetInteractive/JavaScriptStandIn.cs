namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>
/// The kernel's JavaScript, where no page runs it. In an editor the editor brings that language; over its standard
/// streams the kernel has none. This cell adds one that shows a script, with the values that are shared with it before
/// it: they run where the notebook is read. Without `using`, which would be there for the cells that follow.
/// </summary>
internal static class JavaScriptStandIn
{
    public const string Code = """
        sealed class NotebookNetJavaScript() : Microsoft.DotNet.Interactive.Kernel("javascript"),
            Microsoft.DotNet.Interactive.IKernelCommandHandler<Microsoft.DotNet.Interactive.Commands.SubmitCode>,
            Microsoft.DotNet.Interactive.IKernelCommandHandler<Microsoft.DotNet.Interactive.Commands.SendValue>
        {
            public Task HandleAsync(Microsoft.DotNet.Interactive.Commands.SubmitCode command, Microsoft.DotNet.Interactive.KernelInvocationContext context) =>
                Show(command.Code, context);

            public Task HandleAsync(Microsoft.DotNet.Interactive.Commands.SendValue command, Microsoft.DotNet.Interactive.KernelInvocationContext context) =>
                Show($"{command.Name} = {command.FormattedValue.Value};", context);

            private static Task Show(string script, Microsoft.DotNet.Interactive.KernelInvocationContext context)
            {
                Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.Display(context, new Microsoft.DotNet.Interactive.ScriptContent(script));
                return Task.CompletedTask;
            }
        }

        ((Microsoft.DotNet.Interactive.CompositeKernel)Microsoft.DotNet.Interactive.Kernel.Root).Add(
            Microsoft.DotNet.Interactive.KernelExtensions.UseValueSharing(new NotebookNetJavaScript()), ["js"]);
        """;
}
