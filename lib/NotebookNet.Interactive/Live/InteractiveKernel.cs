using System.Reflection;

namespace NotebookNet.Interactive.Live;

/// <summary>
/// The .NET Interactive kernel, when this code runs inside it. Its assembly is found at run time. An output is updated
/// through what KernelInvocationContextExtensions.Display returns: what the kernel's own display function returns cannot be.
/// </summary>
internal static class InteractiveKernel
{
    private const string Namespace = "Microsoft.DotNet.Interactive.";

    /// <summary>Shows a value in the cell that runs.</summary>
    /// <returns>What replaces the value where it is shown, or null when no cell of that kernel runs.</returns>
    public static Action<object>? Display(object value)
    {
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (
                assembly.GetType(Namespace + "KernelInvocationContext") is { } contextType
                && contextType.GetProperty("Current")?.GetValue(null) is { } context
                && FindDisplay(assembly, contextType) is { } display
            )
            {
                object? rest =
                    display.GetParameters()[2].ParameterType == typeof(string)
                        ? null
                        : Array.Empty<string>();
                object? shown = display.Invoke(null, [context, value, rest]);
                MethodInfo? update = shown?.GetType().GetMethod("Update", [typeof(object)]);
                return update is null ? null : replacement => update.Invoke(shown, [replacement]);
            }
        }
        return null;
    }

    private static MethodInfo? FindDisplay(Assembly assembly, Type contextType) =>
        assembly
            .GetType(Namespace + "KernelInvocationContextExtensions")
            ?.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method =>
                method.Name == "Display"
                && method.GetParameters() is [var first, var second, var third]
                && first.ParameterType == contextType
                && second.ParameterType == typeof(object)
                && (
                    third.ParameterType == typeof(string) || third.ParameterType == typeof(string[])
                )
            );
}
