using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NotebookNet.Interactive.Formatting;

/// <summary>What has to be done before a chart, a matrix or a network is shown, whoever makes it: done when this assembly is loaded.</summary>
internal static class WhenLoaded
{
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "A chart is of a type of Plotly.NET, a matrix of MathNet: nothing of ours is called when they are shown."
    )]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += FSharpCore;
        try
        {
            RegisterFormatters();
        }
        catch (FileNotFoundException missing)
            when (missing.FileName?.StartsWith(
                    "Microsoft.DotNet.Interactive.Formatting",
                    StringComparison.Ordinal
                ) == true
            )
        {
            // Not in a notebook: nobody asks for formatters.
        }
    }

    // Not inlined: the formatting assembly is looked for when this method is first called, inside the try above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegisterFormatters() => LibraryFormatters.Register();

    /// <summary>
    /// The .NET Interactive kernel has an FSharp.Core older than the one that Plotly.NET asks for, and its own loader refuses it. All that
    /// Plotly.NET calls is in the older one.
    /// </summary>
    private static Assembly? FSharpCore(AssemblyLoadContext context, AssemblyName name) =>
        name is { Name: "FSharp.Core", Version: not null }
            ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
            : null;
}
