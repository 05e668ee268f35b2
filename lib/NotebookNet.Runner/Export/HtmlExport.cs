using System.Text;
using NotebookNet.Runner.Export.Html;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export;

/// <summary>A notebook as one HTML file that stands alone: it draws and typesets without a network.</summary>
/// <param name="pictures">Draws the pictures that are not stored; null where none are drawn.</param>
internal sealed class HtmlExport(FigurePictures? pictures = null) : PageExport(pictures)
{
    public override string Extension => ".html";

    protected override async Task<IReadOnlyList<ExportedFile>> WriteAsync(
        NotebookPage page,
        ExportSource source
    )
    {
        string html = await HtmlWriter.WriteAsync(page, source);
        return [new ExportedFile(Path.GetFileName(source.Target), Encoding.UTF8.GetBytes(html))];
    }
}
