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

    /// <summary>
    /// The element that puts plotly.js, about 5 MB, on a page of one's own: figures below it, written as <c>text/html</c>, draw without a network.
    /// </summary>
    /// <example><code>string head = Notebook.PageScript();</code></example>
    public static string PageScript() => $"<script>{PlotlyScript.Source}</script>";
}
