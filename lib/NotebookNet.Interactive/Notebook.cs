using System.Runtime.CompilerServices;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive;

/// <summary>What a notebook does once, in its first cell.</summary>
public static class Notebook
{
    /// <summary>
    /// Makes matrices, networks, histories and reports show themselves and MathNet's products (<c>X * W</c>) as fast as the
    /// library's; in a live kernel, also puts plotly.js on the page, so that figures draw without a network.
    /// </summary>
    /// <example><code>Notebook.Setup();</code></example>
    public static void Setup()
    {
        FastMatrixProducts.Use();
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
