namespace NotebookNet.Runner.Execution;

/// <summary>A value that a cell shows, and that it can replace where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly string[] _mimeTypes;

    internal DisplayedValue(string displayId, string[] mimeTypes)
    {
        DisplayId = displayId;
        _mimeTypes = mimeTypes;
    }

    /// <summary>What names the output.</summary>
    public string DisplayId { get; }

    /// <summary>Shows <paramref name="updatedValue"/> in place of what is shown.</summary>
    public void Update(object? updatedValue) =>
        CellExecution.Current?.Update(MimeBundles.Of(updatedValue, _mimeTypes), DisplayId);
}
