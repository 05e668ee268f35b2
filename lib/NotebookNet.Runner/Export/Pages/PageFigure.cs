using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>A figure of plotly that a cell has shown.</summary>
/// <param name="Json">Its data and layout.</param>
/// <param name="Number">Its number on the page, from 1.</param>
/// <param name="Cell">The number of its cell in the file, from 1.</param>
/// <param name="Alt">Its words for whoever cannot see it.</param>
internal sealed record PageFigure(JsonObject Json, int Number, int Cell, string Alt) : PagePart
{
    /// <summary>The stored picture of it, or the one that was drawn for the page; null where there is none.</summary>
    public Picture? Light { get; init; }

    /// <summary>The picture of it for a dark page, where one was drawn.</summary>
    public Picture? Dark { get; init; }

    /// <summary>The name of its files, without their ending.</summary>
    public string Name => Invariant($"figure-{Number}");
}
