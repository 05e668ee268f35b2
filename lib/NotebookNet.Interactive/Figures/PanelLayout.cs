using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>Where the panels of a figure stand.</summary>
/// <param name="Layout">Plotly's layout of their axes, headings and margins, without the one at the top.</param>
/// <param name="Top">The room above the panels that their headings need.</param>
/// <param name="Height">The height of the panels and of all that is below them.</param>
internal sealed record PanelLayout(JsonObject Layout, double Top, double Height);
