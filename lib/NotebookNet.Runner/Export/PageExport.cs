using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export;

/// <summary>A form that shows what a notebook shows.</summary>
/// <param name="pictures">Draws the pictures that are not stored; null where none are drawn.</param>
internal abstract class PageExport(FigurePictures? pictures) : IExport
{
    public abstract string Extension { get; }

    public async Task<IReadOnlyList<ExportedFile>> ExportAsync(
        ExportSource source,
        CancellationToken cancellation
    )
    {
        NotebookPage page = PageReader.Read(source);
        if (pictures is not null)
        {
            page = await pictures.AddAsync(page, source, cancellation);
        }

        int undrawn = page.Parts.OfType<PageFigure>().Count(figure => figure.Light is null);
        if (undrawn > 0)
        {
            string figures = undrawn == 1 ? "a figure has" : Invariant($"{undrawn} figures have");
            source.Warn($"{figures} no picture for whoever runs no scripts; --previews draws one.");
        }

        return await WriteAsync(page, source);
    }

    protected abstract Task<IReadOnlyList<ExportedFile>> WriteAsync(
        NotebookPage page,
        ExportSource source
    );
}
