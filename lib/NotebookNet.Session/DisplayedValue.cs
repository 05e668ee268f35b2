using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>A value that a cell shows, and that it can replace where it stands.</summary>
public sealed class DisplayedValue : Microsoft.DotNet.Interactive.Formatting.DisplayedValue
{
    private readonly string[] _mimeTypes;

    internal DisplayedValue(
        object? value,
        IReadOnlyDictionary<string, string> bundle,
        string[] mimeTypes
    )
        : base(value, [.. bundle.Select(shown => new FormattedValue(shown.Key, shown.Value))])
    {
        _mimeTypes = mimeTypes;
    }

    /// <summary>Shows <paramref name="updatedValue"/> in place of what is shown.</summary>
    public new void Update(object? updatedValue) =>
        CellExecution.Current?.Update(MimeBundles.Of(updatedValue, _mimeTypes), DisplayId);
}
