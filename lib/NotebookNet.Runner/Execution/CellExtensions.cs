using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace NotebookNet.Runner.Execution;

/// <summary>What a cell can call on any value.</summary>
public static class CellExtensions
{
    /// <summary>Shows <paramref name="value"/> below the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The mime types to show it in; by default those that its type prefers.</param>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes) =>
        CellStatics.display(value, mimeTypes);

    /// <summary>Shows a text as what it is: the source of HTML, of Markdown and so on.</summary>
    /// <param name="content">The text.</param>
    /// <param name="mimeType">What the text is, `text/markdown` for example.</param>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue DisplayAs(this string content, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        string id = CSharpSession.Current.Display(
            new Dictionary<string, string> { [mimeType] = content }
        );
        return new DisplayedValue(id, [mimeType]);
    }

    /// <summary>Shows the elements of <paramref name="source"/> as the rows of a table, their properties as its columns.</summary>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CellStatics.display(source.ToTabularDataResource(), HtmlFormatter.MimeType);
    }
}
