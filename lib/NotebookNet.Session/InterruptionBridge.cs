using System.Reflection;

namespace NotebookNet.Session;

/// <summary>
/// Gives the course's library the token that an interruption of the running cell cancels, by its shape: a static class
/// `NotebookNet.Interruption` with a settable property `Source` that is a function of a token.
/// </summary>
internal static class InterruptionBridge
{
    public static void Attach(Assembly assembly, CellInterruption interruption)
    {
        if (assembly.GetName().Name != "NotebookNet")
        {
            return;
        }

        PropertyInfo? source = assembly
            .GetType("NotebookNet.Interruption")
            ?.GetProperty("Source", BindingFlags.Public | BindingFlags.Static);
        if (source?.PropertyType == typeof(Func<CancellationToken>))
        {
            source.SetValue(null, () => interruption.Token);
        }
    }
}
