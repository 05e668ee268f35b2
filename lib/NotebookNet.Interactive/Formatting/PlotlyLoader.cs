namespace NotebookNet.Interactive.Formatting;

/// <summary>Puts plotly.js on the page where it is shown, unless it is there already.</summary>
[TypeFormatterSource(typeof(PlotlyLoaderFormatterSource), PreferredMimeTypes = ["text/html"])]
internal sealed class PlotlyLoader
{
    public static string Html() =>
        $$"""
            <script type="text/javascript">
            //<![CDATA[
            (async function () {
              if (window.Plotly) { return; }
              var packed = Uint8Array.from(atob("{{Convert.ToBase64String(
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

    public override string ToString() => $"plotly.js {PlotlyScript.Version}";
}
