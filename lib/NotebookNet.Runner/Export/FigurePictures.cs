using System.Text.Json.Nodes;
using NotebookNet.Interactive;
using NotebookNet.Runner.Export.Pages;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Export;

/// <summary>
/// Draws the pictures of a page's figures that are not stored: for a dark page of all that have the look of the house, and
/// for a light one of those stored without a picture.
/// </summary>
internal sealed class FigurePictures(FigurePreviews previews)
{
    private static readonly JsonObject s_light = Theme.Template();

    /// <summary>The page with the pictures.</summary>
    public async Task<NotebookPage> AddAsync(
        NotebookPage page,
        ExportSource source,
        CancellationToken cancellation
    )
    {
        List<PagePart> parts = [];
        foreach (PagePart part in page.Parts)
        {
            cancellation.ThrowIfCancellationRequested();
            parts.Add(part is PageFigure figure ? await DrawAsync(figure, source) : part);
        }

        return page with
        {
            Parts = parts,
        };
    }

    private async Task<PageFigure> DrawAsync(PageFigure figure, ExportSource source)
    {
        string place = Invariant($"{source.Path}: cell {figure.Cell}");
        Picture? light = figure.Light ?? await DrawAsync(figure.Json, place);
        if (
            light is null
            || !JsonNode.DeepEquals((figure.Json["layout"] as JsonObject)?["template"], s_light)
        )
        {
            return figure with { Light = light };
        }

        JsonObject night = figure.Json.DeepClone().AsObject();
        night["layout"]!["template"] = Theme.Template(dark: true);
        Picture? dark = await DrawAsync(night, place);
        return figure with
        {
            Light = light,
            Dark = dark is null ? null : dark with { Size = light.Size },
        };
    }

    private async Task<Picture?> DrawAsync(JsonObject figure, string place) =>
        await previews.DrawAsync(figure, place) is string png
            ? Picture.Read(UndrawnFigures.PngMimeType, png)
            : null;
}
