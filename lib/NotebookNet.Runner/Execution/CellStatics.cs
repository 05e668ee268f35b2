using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace NotebookNet.Runner.Execution;

/// <summary>The functions a cell can call without a prefix.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "Cells call it display.")]
[SuppressMessage("Naming", "CA1709", Justification = "Cells call them HTML and CSS.")]
public static class CellStatics
{
    /// <summary>Shows <paramref name="value"/> below the cell.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeTypes">The mime types to show it in; by default those that its type prefers.</param>
    /// <returns>What can replace the value where it is shown.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        string id = CSharpSession.Current.Display(MimeBundles.Of(value, mimeTypes));
        return new DisplayedValue(id, mimeTypes);
    }

    /// <summary>Text that is shown as HTML.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Adds style rules to the page that shows the notebook.</summary>
    public static void CSS(string content) =>
        Javascript(
            $$"""
            var style = document.createElement('style');
            style.textContent = {{JsonSerializer.Serialize(content)}};
            document.head.appendChild(style);
            """
        );

    /// <summary>Runs a script in the page that shows the notebook.</summary>
    public static void Javascript(string scriptContent) =>
        CSharpSession.Current.Display(
            new Dictionary<string, string>
            {
                ["text/html"] = $"<script type=\"text/javascript\">{scriptContent}</script>",
            }
        );
}
