using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.Execution;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>
/// What the kernel shows, in the form in which it is stored: a figure as its data, which the kernel shows as HTML that
/// draws it. What stands on the page of a live notebook alone is nothing, and so is the path of a package.
/// </summary>
internal static class KernelBundle
{
    private const string Html = "text/html";

    /// <summary>The bundle to store; null where there is nothing.</summary>
    public static Dictionary<string, string>? AsStored(Dictionary<string, string> shown)
    {
        if (
            shown.GetValueOrDefault("text/plain") is string text
            && (
                text.StartsWith("Loading extensions from `", StringComparison.Ordinal)
                || text.StartsWith("Loading extension script from `", StringComparison.Ordinal)
            )
        )
        {
            return null;
        }

        if (
            shown.ContainsKey(MimeBundles.PlotlyMimeType)
            || shown.GetValueOrDefault(Html) is not string html
        )
        {
            return shown;
        }

        if (
            PlotlyLoader.IsLoader(html)
            || html.Contains("<strong>Installing Packages</strong>", StringComparison.Ordinal)
            || html.Contains("<strong>Installed Packages</strong>", StringComparison.Ordinal)
        )
        {
            return null;
        }

        if (FigureHtml.Read(html) is not JsonObject figure)
        {
            return shown;
        }

        Dictionary<string, string> stored = new(shown)
        {
            [MimeBundles.PlotlyMimeType] = figure.ToJsonString(),
        };
        stored.Remove(Html);
        return stored;
    }
}
