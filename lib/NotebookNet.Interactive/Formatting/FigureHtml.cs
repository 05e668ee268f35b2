using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A figure as an element and a script that draws it, in a light or dark look as the page is.</summary>
internal static class FigureHtml
{
    /// <summary>What stands there until the script has drawn: for ever, where a viewer runs none.</summary>
    private const string Instead =
        "A script draws this figure. Where none runs, trust the notebook (in Jupyter: File, Trust Notebook), or read one that was stored with pictures (notebooknet run --previews).";

    private static readonly Lazy<string> s_lazyScript = new(() => ReadScript("figure.js"));
    private static readonly Lazy<string> s_lazyWords = new(() => ReadScript("words.js"));
    private static readonly Lazy<string> s_lazyWatcher = new(() => ReadScript("follow.js"));

    private static int s_drawn;

    /// <summary>A figure for a page on which plotly.js may not be yet: until it is, the figure's words stand in its place.</summary>
    public static string Of(GenericChart chart) =>
        Of(
            chart.ToJson(),
            $"notebooknet-figure-{Environment.ProcessId}-{Interlocked.Increment(ref s_drawn)}",
            ChartText.Of(chart)
        );

    /// <summary>The figure's JSON in a light look, read back from the HTML; null where that is not of a figure, or shows something else beside it.</summary>
    public static JsonObject? Read(string html)
    {
        html = html.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (
            !html.StartsWith("<div id=", StringComparison.Ordinal)
            || !IsAlone(html)
            || Json(html, "figure") is not JsonObject figure
            || figure["layout"] is not JsonObject layout
            || Json(html, "light") is not JsonObject template
        )
        {
            return null;
        }
        layout["template"] = template;
        return figure;
    }

    /// <summary>The same of a figure's JSON, which it changes, as an element of the name <paramref name="id"/>.</summary>
    public static string Of(JsonObject json, string id, string? words = null)
    {
        JsonObject layout = json["layout"]!.AsObject();
        JsonNode template = layout["template"]!;
        layout.Remove("template");
        // A template that the figure brought itself is its look on any page.
        string night = JsonNode.DeepEquals(template, Theme.Template())
            ? Theme.Template(dark: true).ToJsonString()
            : "light";
        // The serializer writes <, > and & as escapes, so that no text of the figure can end the script element.
        return $$"""
            <div id="{{id}}" class="notebooknet-figure" style="width:{{layout[
                "width"
            ]}}px;height:{{layout["height"]}}px">{{Text(words)}}{{Instead}}</div>
            <script type="text/javascript">
            //<![CDATA[
            {{s_lazyWatcher.Value}}(function () {
              var name = "{{id}}";
              var address = "{{PlotlyScript.Address}}";
              var figure = {{json.ToJsonString()}};
              var light = {{template.ToJsonString()}};
              var night = {{night}};
            {{s_lazyScript.Value}}{{Script(words)}}})();
            //]]>
            </script>
            """;
    }

    private static string Text(string? words) =>
        words is null
            ? ""
            : $"<pre>{WebUtility.HtmlEncode(words).Replace("\n", "&#10;", StringComparison.Ordinal)}</pre>";

    private static string Script(string? words) =>
        words is null ? "" : $"var words = {JsonSerializer.Serialize(words)};\n{s_lazyWords.Value}";

    private static string ReadScript(string name)
    {
        using Stream file = typeof(FigureHtml).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }

    /// <summary>Whether the HTML is one element with one script behind it.</summary>
    private static bool IsAlone(string html)
    {
        const string close = "</div>";
        int element = html.IndexOf(close, StringComparison.Ordinal);
        int script = html.IndexOf("</script>", StringComparison.Ordinal);
        return element >= 0
            && html.AsSpan(element + close.Length).TrimStart().StartsWith("<script")
            && script >= 0
            && html.AsSpan(script).TrimEnd().SequenceEqual("</script>");
    }

    /// <summary>The value that a line of the script gives <paramref name="variable"/>, or null.</summary>
    private static JsonNode? Json(string html, string variable)
    {
        string start = $"\n  var {variable} = ";
        int begin = html.IndexOf(start, StringComparison.Ordinal);
        int end = begin < 0 ? -1 : html.IndexOf('\n', begin + start.Length);
        try
        {
            return end < 0
                ? null
                : JsonNode.Parse(
                    html[(begin + start.Length)..end].TrimEnd('\r').TrimEnd(';'),
                    documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }
                );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
