namespace NotebookNet.Interactive.Formatting;

/// <summary>Puts plotly.js on the page where it is shown, unless it is there already.</summary>
[TypeFormatterSource(typeof(PlotlyLoaderFormatterSource), PreferredMimeTypes = ["text/html"])]
internal sealed class PlotlyLoader
{
    private const string Start = """
        <script type="text/javascript">
        //<![CDATA[
        (async function () {
          if (window.Plotly) { return; }

        """;

    public static string Html() =>
        $$"""
            {{Start}}  var packed = Uint8Array.from(atob("{{Convert.ToBase64String(
                PlotlyScript.Compressed()
            )}}"), function (c) { return c.charCodeAt(0); });
              var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
              var script = document.createElement("script");
              script.textContent = await new Response(stream).text();
              document.head.appendChild(script);
            })();
            //]]>
            </script>
            """;

    /// <summary>Whether HTML is that of a loader, of whichever plotly.js.</summary>
    public static bool IsLoader(string html) => html.StartsWith(Start, StringComparison.Ordinal);

    public override string ToString() => $"plotly.js {PlotlyScript.Version}";
}
