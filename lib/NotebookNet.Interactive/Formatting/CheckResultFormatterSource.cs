namespace NotebookNet.Interactive.Formatting;

/// <summary>A check's finding as HTML and as text.</summary>
internal sealed class CheckResultFormatterSource : ITypeFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [
            new MimeFormatter<CheckResult>(
                "text/html",
                (result, writer) => writer.Write(result.ToHtml())
            ),
            new MimeFormatter<CheckResult>(
                "text/plain",
                (result, writer) => writer.Write(result.ToString())
            ),
        ];
}
