namespace NotebookNet.Interactive.Formatting;

/// <summary>The loader as the script that it is.</summary>
internal sealed class PlotlyLoaderFormatterSource : ITypeFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [
            new MimeFormatter<PlotlyLoader>(
                "text/html",
                (_, writer) => writer.Write(PlotlyLoader.Html())
            ),
            new MimeFormatter<PlotlyLoader>("text/plain", (loader, writer) => writer.Write(loader)),
        ];
}
