using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export;

/// <summary>A notebook as Markdown, with its pictures and figures as files beside it.</summary>
/// <param name="pictures">Draws the pictures that are not stored; null where none are drawn.</param>
internal sealed class MarkdownExport(FigurePictures? pictures = null) : PageExport(pictures)
{
    public override string Extension => ".md";

    protected override Task<IReadOnlyList<ExportedFile>> WriteAsync(
        NotebookPage page,
        ExportSource source
    ) => Task.FromResult(MarkdownWriter.Write(page, Path.GetFileName(source.Target)));
}
