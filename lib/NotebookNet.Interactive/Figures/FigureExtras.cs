using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>What a figure has that Plotly.NET knows nothing of. It travels among the chart's display options.</summary>
internal sealed record FigureExtras
{
    private const string Name = "NotebookNet";

    /// <summary>The states of an animation: plotly's <c>frames</c>.</summary>
    public IReadOnlyList<Attributes> Frames { get; init; } = [];

    /// <summary>The panels of a figure made of panels.</summary>
    public PanelGrid? Grid { get; init; }

    /// <summary>The size that suits what is drawn, without a title; null for the default size.</summary>
    public (int Width, int Height)? NaturalSize { get; init; }

    /// <summary>The height of what stands below the figure: an animation's buttons.</summary>
    public int Footer { get; init; }

    public static FigureExtras Of(GenericChart chart) => Of(GenericChart.getDisplayOptions(chart));

    public static FigureExtras Of(DisplayOptions options) =>
        options.Find(Name) as FigureExtras ?? new FigureExtras();

    public void Put(DisplayOptions options) => options.Put(Name, this);
}
