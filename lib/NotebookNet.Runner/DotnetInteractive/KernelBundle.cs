using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.Execution;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>
/// What the kernel shows, in the form in which it is stored: a figure as its data and a diagram as its text, which the kernel
/// shows as HTML that draws them. What stands on the page of a live notebook alone is nothing.
/// </summary>
internal static partial class KernelBundle
{
    private const string Html = HtmlFormatter.MimeType;
    private const string Plain = PlainTextFormatter.MimeType;

    /// <summary>The bundle to store; null where there is nothing.</summary>
    public static Dictionary<string, string>? AsStored(Dictionary<string, string> shown)
    {
        if (shown.ContainsKey(MimeBundles.PlotlyMimeType))
        {
            return shown;
        }

        if (shown.GetValueOrDefault(Html) is not string html)
        {
            return IsNotice(shown.GetValueOrDefault(Plain) ?? "") ? null : shown;
        }

        if (
            PlotlyLoader.IsLoader(html)
            || html.Contains("<strong>Installing Packages</strong>", StringComparison.Ordinal)
            || html.Contains("<strong>Installed Packages</strong>", StringComparison.Ordinal)
        )
        {
            return null;
        }

        if ((FigureHtml.Read(html) ?? PlotlyNetHtml.Read(html)) is JsonObject figure)
        {
            return Instead(MimeBundles.PlotlyMimeType, figure.ToJsonString(), TitleOf(figure));
        }

        return MermaidHtml.Read(html) is string diagram
            ? Instead(MermaidHtml.MimeType, diagram, diagram)
            : shown;

        Dictionary<string, string> Instead(string mime, string content, string text)
        {
            Dictionary<string, string> stored = new() { [mime] = content, [Plain] = text };
            foreach ((string other, string shownAs) in shown.Where(entry => entry.Key != Html))
            {
                stored[other] = shownAs;
            }

            return stored;
        }
    }

    /// <summary>Whether the kernel says that it loads the extension of a package, from which folder of this machine.</summary>
    private static bool IsNotice(string text) =>
        text.StartsWith("Loading extension", StringComparison.Ordinal)
        && text.Contains(" `", StringComparison.Ordinal);

    /// <summary>What stands for a figure where none is drawn and it does not say it itself.</summary>
    private static string TitleOf(JsonObject figure)
    {
        JsonNode? title = (figure["layout"] as JsonObject)?["title"];
        title = title is JsonObject parts ? parts["text"] : title;
        string text = title is JsonValue value && value.TryGetValue(out string? said) ? said : "";
        string plain = WebUtility.HtmlDecode(Tag().Replace(text, " ")).Trim();
        return plain.Length > 0 ? plain : "Figure";
    }

    [GeneratedRegex(@"\s*<[^>]*>\s*")]
    private static partial Regex Tag();
}
