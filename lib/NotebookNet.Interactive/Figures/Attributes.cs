namespace NotebookNet.Interactive.Figures;

/// <summary>Attributes of a part of a chart under plotly's own names, to be written in braces. A part that Plotly.NET has a type for becomes of that type.</summary>
internal sealed class Attributes : Part
{
    // Not public: Plotly.NET, when it writes a chart, reads every public property of its parts.
    internal object? this[string name]
    {
        get => this.Find(name);
        set => this.Put(name, value);
    }
}
