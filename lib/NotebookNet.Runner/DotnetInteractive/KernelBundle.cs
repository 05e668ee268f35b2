using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Session;

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
            return IsOfLivePage(null, shown.GetValueOrDefault(Plain)) ? null : shown;
        }

        if (IsOfLivePage(html, null))
        {
            return null;
        }

        return Drawn(html) is not var (drawn, content) ? shown
            : content is JsonObject figure ? Instead(drawn, figure.ToJsonString(), TitleOf(figure))
            : Instead(drawn, (string)content!, (string)content!);

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

    /// <summary>What HTML draws, with its mime type: a figure or a diagram; null where it draws none, or shows more than that.</summary>
    public static (string Mime, JsonNode Content)? Drawn(string html) =>
        FigureHtml.Read(html) is JsonObject figure ? (MimeBundles.PlotlyMimeType, figure)
        : !IsOneScript(html) ? null
        : PlotlyNetHtml.Read(html) is JsonObject chart ? (MimeBundles.PlotlyMimeType, chart)
        : MermaidHtml.Read(html) is string diagram ? (MermaidHtml.MimeType, diagram)
        : null;

    /// <summary>Whether the HTML says nothing before and behind its one script.</summary>
    private static bool IsOneScript(string html)
    {
        const string close = "</script>";
        int start = html.IndexOf("<script", StringComparison.Ordinal);
        int end = html.IndexOf(close, StringComparison.Ordinal);
        return start >= 0
            && end > start
            && OnlyTags().IsMatch(html.AsSpan(0, start))
            && OnlyTags().IsMatch(html.AsSpan(end + close.Length));
    }

    /// <summary>
    /// Whether only the page of a live notebook needs it: plotly.js, the kernel's first script, the list of packages, and
    /// that it loads the extension of one, from which folder of this machine.
    /// </summary>
    public static bool IsOfLivePage(string? html, string? plain) =>
        html is not null
            ? PlotlyLoader.IsLoader(html)
                || Packages().IsMatch(html)
                || (Banner().IsMatch(html) && html.Split("</script").Length == 2)
            : plain is not null && Notice().IsMatch(plain);

    /// <summary>What stands for a figure where none is drawn and it does not say it itself.</summary>
    public static string TitleOf(JsonObject figure)
    {
        JsonNode? title = (figure["layout"] as JsonObject)?["title"];
        title = title is JsonObject parts ? parts["text"] : title;
        string text = title is JsonValue value && value.TryGetValue(out string? said) ? said : "";
        string plain = WebUtility.HtmlDecode(Tag().Replace(text, " ")).Trim();
        return plain.Length > 0 ? plain : "Figure";
    }

    [GeneratedRegex(
        @"^(\s|<!--[^<>]*-->|</?(div|link)(\s[^<>]*)?>)*$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex OnlyTags();

    [GeneratedRegex(@"\s*<[^>]*>\s*")]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"^<div>(<div></div>)*(<div><strong>(Restore sources|Installing Packages|Installed Packages)</strong><ul>(<li><span>[^<]*</span></li>)*</ul></div>(<div></div>)*)+</div>\s*$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Packages();

    [GeneratedRegex(
        @"^\s*<div>\s*<div id=['""]dotnet-interactive-this-cell-[^<]*</div>\s*<script type='text/javascript'>",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Banner();

    [GeneratedRegex(
        @"^Loading extensions? (script )?from `[^`\n]*`\s*$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Notice();
}
