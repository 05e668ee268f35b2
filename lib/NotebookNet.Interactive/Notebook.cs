using System.Runtime.CompilerServices;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive;

/// <summary>What a notebook does once, in its first cell.</summary>
public static class Notebook
{
    /// <summary>
    /// Makes matrices, networks, histories and reports show themselves, and, in a live kernel, puts plotly.js on the page, so that
    /// figures draw without a network.
    /// </summary>
    /// <example><code>Notebook.Setup();</code></example>
    public static void Setup()
    {
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
        if (DisplayHost.Current is null)
        {
            InteractiveKernel.Display(new PlotlyLoader());
        }
    }

    // Not inlined: the formatting assembly is looked for when this method is first called, inside the try above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegisterFormatters() => LibraryFormatters.Register();
}
