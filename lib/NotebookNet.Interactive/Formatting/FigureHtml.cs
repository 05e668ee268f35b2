using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A figure as an element and a script that draws it, in a light or dark look as the page is.</summary>
internal static class FigureHtml
{
    private static int s_drawn;

    public static string Of(GenericChart chart) =>
        Of(
            chart.ToJson(),
            $"notebooknet-figure-{Environment.ProcessId}-{Interlocked.Increment(ref s_drawn)}"
        );

    /// <summary>The figure's JSON in a light look, read back from the HTML; null where that is not of a figure.</summary>
    public static JsonObject? Read(string html)
    {
        if (
            !html.StartsWith("<div id=", StringComparison.Ordinal)
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
    public static string Of(JsonObject json, string id)
    {
        string template = json["layout"]!["template"]!.ToJsonString();
        json["layout"]!.AsObject().Remove("template");
        // The serializer writes <, > and & as escapes, so that no text of the figure can end the script element.
        return $$"""
            <div id="{{id}}" style="width:{{json["layout"]!["width"]}}px;height:{{json["layout"]![
                "height"
            ]}}px"></div>
            <script type="text/javascript">
            //<![CDATA[
            (function () {
              var figure = {{json.ToJsonString()}};
              var light = {{template}};
              var night = {{Theme.Template(dark: true).ToJsonString()}};
              var element = document.getElementById("{{id}}");
              function isDark() {
                var names = document.body.className + " " + (document.body.getAttribute("data-vscode-theme-kind") || "");
                if (/vscode-(dark|high-contrast(?!-light))/.test(names)) { return true; }
                if (/vscode-/.test(names)) { return false; }
                var jupyter = document.body.getAttribute("data-jp-theme-light");
                if (jupyter) { return jupyter === "false"; }
                return !!window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
              }
              function draw() {
                figure.layout.template = isDark() ? night : light;
                window.Plotly.newPlot(element, figure);
              }
              function fail() {
                element.textContent = "This figure is drawn by plotly.js, which is not on the page: run the notebook's first cell.";
              }
              var tries = 0;
              (function wait() {
                if (window.Plotly) { draw(); return; }
                if (tries++ < 40) { setTimeout(wait, 100); return; }
                var script = document.createElement("script");
                script.src = "{{PlotlyScript.Address}}";
                script.onload = function () { if (window.Plotly) { draw(); } else { fail(); } };
                script.onerror = fail;
                document.head.appendChild(script);
              })();
            })();
            //]]>
            </script>
            """;
    }

    /// <summary>The value that a line of the script gives <paramref name="variable"/>, or null.</summary>
    private static JsonNode? Json(string html, string variable)
    {
        string start = $"\n  var {variable} = ";
        int begin = html.IndexOf(start, StringComparison.Ordinal);
        int end = begin < 0 ? -1 : html.IndexOf(";\n", begin, StringComparison.Ordinal);
        try
        {
            return end < 0 ? null : JsonNode.Parse(html[(begin + start.Length)..end]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
