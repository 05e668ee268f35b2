using System.Text;
using NotebookNet.Interactive;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export.Html;

/// <summary>Writes a page as one HTML file that needs no other and asks no host.</summary>
internal sealed class HtmlWriter
{
    private readonly NotebookPage _page;
    private readonly ProseHtml _prose;
    private readonly StringBuilder _data = new();

    private HtmlWriter(NotebookPage page, ExportSource source)
    {
        _page = page;
        PagePictures pictures = new(page, source);
        _prose = new ProseHtml(pictures.Inline, source.Warn);
    }

    /// <summary>The file's text.</summary>
    public static Task<string> WriteAsync(NotebookPage page, ExportSource source) =>
        new HtmlWriter(page, source).WriteAsync();

    private async Task<string> WriteAsync()
    {
        StringBuilder article = new();
        foreach (PagePart part in _page.Parts)
        {
            article.Append(await PartAsync(part)).Append('\n');
        }

        string body = article.ToString();
        string katex = body.Contains("class=\"katex\"", StringComparison.Ordinal)
            ? $"<style>{KatexStyle.For(body)}</style>\n"
            : "";
        string plotly =
            _data.Length == 0
                ? ""
                : $"{_data}<script type=\"text/plain\" id=\"notebook-plotly\">{Convert.ToBase64String(PlotlyScript.Compressed())}</script>\n";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{OutputHtml.Encode(_page.Title)}</title>
            <style>
            {PageAssets.Style()}</style>
            <style>
            {EmbeddedFile.Text("code.css")}</style>
            {katex}</head>
            <body class="notebook-page">
            {Contents()}<main>
            <article>
            {body}</article>
            </main>
            {plotly}<script>
            {PageAssets.Script()}</script>
            </body>
            </html>

            """;
    }

    private async Task<string> PartAsync(PagePart part) =>
        part switch
        {
            Prose prose => BalancedHtml.Of(await _prose.OfAsync(prose.Markdown, prose.Cell)),
            Code code => await CodeHtml.OfAsync(code.Source, code.Language),
            PageFigure figure => Figure(figure),
            PictureOutput picture => OutputHtml.Of(picture, picture.Picture.DataUri),
            HtmlOutput html => $"<div class=\"notebook-output\">{html.Html}</div>",
            MarkdownOutput output =>
                $"<div class=\"notebook-output\">\n{BalancedHtml.Of(await _prose.OfAsync(output.Markdown, output.Cell))}\n</div>",
            TextOutput text => OutputHtml.Of(text),
            FoldStart => OutputHtml.FoldStart,
            FoldEnd => OutputHtml.FoldEnd,
            _ => throw new InvalidOperationException(
                $"{part.GetType().Name} is no part of a page."
            ),
        };

    private string Figure(PageFigure figure)
    {
        string id = $"notebook-{figure.Name}";
        // The serializer writes <, > and & as escapes, so that no text of the figure can end the element.
        _data
            .Append("<script type=\"application/json\" id=\"")
            .Append(id)
            .Append("\">")
            .Append(figure.Json.ToJsonString())
            .Append("</script>\n");
        return OutputHtml.Of(
            figure,
            $"#{id}",
            figure.Light?.DataUri ?? "",
            figure.Dark?.DataUri ?? ""
        );
    }

    private string Contents()
    {
        (int Level, string Id, string Text)[] headings =
        [
            .. _prose.Headings.Where(heading => heading.Level is 2 or 3),
        ];
        if (headings.Length < 2)
        {
            return "";
        }

        StringBuilder list = new();
        foreach ((int level, string id, string text) in headings)
        {
            list.Append(
                Invariant(
                    $"<li class=\"notebook-level-{level}\"><a href=\"#{OutputHtml.Encode(Uri.EscapeDataString(id))}\">{OutputHtml.Encode(text)}</a></li>\n"
                )
            );
        }

        return $"""
            <nav class="notebook-contents" aria-label="Contents">
            <details>
            <summary>Contents</summary>
            <ul>
            {list}</ul>
            </details>
            </nav>

            """;
    }
}
