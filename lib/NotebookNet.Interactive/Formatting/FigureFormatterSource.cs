namespace NotebookNet.Interactive.Formatting;

/// <summary>A figure as live HTML, as plotly's JSON and as words.</summary>
internal sealed class FigureFormatterSource : ITypeFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [
            new MimeFormatter<Figure>(
                "text/html",
                (figure, writer) => writer.Write(FigureHtml.Of(figure))
            ),
            new MimeFormatter<Figure>(
                "application/vnd.plotly.v1+json",
                (figure, writer) => writer.Write(figure.ToJson().ToJsonString())
            ),
            new MimeFormatter<Figure>(
                "text/plain",
                (figure, writer) => writer.Write(figure.ToString())
            ),
        ];
}
