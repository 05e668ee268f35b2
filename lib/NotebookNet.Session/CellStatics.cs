using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;

namespace NotebookNet.Session;

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
        IReadOnlyDictionary<string, string> bundle = MimeBundles.Of(value, mimeTypes);
        DisplayedValue shown = new(value, bundle, mimeTypes);
        CSharpSession.Display(bundle, shown.DisplayId);
        return shown;
    }

    /// <summary>The kernel of all languages.</summary>
    public static Kernel Root => Kernel.Root;

    /// <summary>The kernel that runs the cell.</summary>
    public static Kernel Current => Kernel.Current;

    /// <summary>Asks who is at the keyboard for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody is.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        Task.FromResult(CSharpSession.Current.Ask(prompt, typeHint == "password"));

    /// <summary>Asks who is at the keyboard for a line that is not shown.</summary>
    /// <exception cref="InvalidOperationException">Nobody is.</exception>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        Task.FromResult(new PasswordString(CSharpSession.Current.Ask(prompt, isPassword: true)));

    /// <summary>Takes away what the cell has shown.</summary>
    /// <param name="wait">Only when the cell shows something else: nothing flickers then.</param>
    public static void ClearOutput(bool wait = false) => CellExecution.Current?.Clear(wait);

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
