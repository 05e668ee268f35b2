using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace NotebookNet.Session;

/// <summary>What a cell can call on any value, beside the formatting package's own methods of these names: what these show can be replaced.</summary>
public static class CellExtensions
{
    /// <summary>Shows <paramref name="value"/> below the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The mime types to show it in; by default those that its type prefers.</param>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes) =>
        CellStatics.display(value, mimeTypes);

    /// <summary>Shows the elements of <paramref name="source"/> as the rows of a table, their properties as its columns.</summary>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? source) =>
        CellStatics.display(source?.ToTabularDataResource());
}
