namespace Microsoft.DotNet.Interactive;

/// <summary>Stands for the kernel's class of the same name, which is found at run time by that name.</summary>
public sealed class KernelInvocationContext
{
    public static KernelInvocationContext? Current { get; set; }

    public List<object> Displayed { get; } = [];
}

/// <summary>Stands for the kernel's class of the same name.</summary>
public static class KernelInvocationContextExtensions
{
    public static DisplayedValue Display(
        this KernelInvocationContext context,
        object value,
        params string[] mimeTypes
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(mimeTypes);
        context.Displayed.Add(value);
        return new DisplayedValue(context, context.Displayed.Count - 1);
    }
}

/// <summary>Stands for what the kernel's Display returns.</summary>
public sealed class DisplayedValue(KernelInvocationContext context, int place)
{
    public void Update(object updatedValue) => context.Displayed[place] = updatedValue;
}
