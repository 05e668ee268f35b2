using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Live;
using NotebookNet.Kernels;

namespace NotebookNet.Interactive;

/// <summary>What a notebook does once, in its first cell.</summary>
public static class Notebook
{
    /// <summary>
    /// Makes MathNet's products (<c>X * W</c>) as fast as the library's; in a live kernel, also puts plotly.js on the page, so that figures draw without a network.
    /// </summary>
    /// <example><code>Notebook.Setup();</code></example>
    public static void Setup()
    {
        FastMatrixProducts.Use();
        if (DisplayHost.Current is not { } host)
        {
            InteractiveKernel.Display(new PlotlyLoader());
        }
        else if (host.IsLive)
        {
            host.Display(new Dictionary<string, JsonNode> { ["text/html"] = PlotlyLoader.Html() });
        }
    }
}
