using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Live;

/// <summary>A state as its own HTML and text.</summary>
internal sealed class LiveViewFormatterSource : ITypeFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [
            new MimeFormatter<LiveView>("text/html", (view, writer) => writer.Write(view.Html)),
            new MimeFormatter<LiveView>("text/plain", (view, writer) => writer.Write(view.Text)),
        ];
}
