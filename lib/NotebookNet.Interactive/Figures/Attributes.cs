namespace NotebookNet.Interactive.Figures;

/// <summary>Attributes of a part of a chart under plotly's own names, to be written in braces. A part that Plotly.NET has a type for becomes of that type.</summary>
internal sealed class Attributes : Part
{
    public object? this[string name]
    {
        get => this.Find(name);
        set => this.Put(name, value);
    }
}
