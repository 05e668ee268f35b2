using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Live;

/// <summary>An output that changes in place, in whatever session runs; on a console it is lines of text.</summary>
internal sealed class LiveOutput
{
    private string? id;
    private IDisplayHost? host;
    private Action<object>? update;
    private bool shown;

    /// <summary>Whether the output can change in place, known after it was first shown.</summary>
    public bool IsLive => host is not null || update is not null;

    public void Show(LiveView view)
    {
        if (!shown)
        {
            shown = true;
            host = DisplayHost.Current;
            id = host?.Display(Bundle(view));
            update = host is null ? InteractiveKernel.Display(view) : null;
        }
        else if (host is not null)
        {
            host.Update(id!, Bundle(view));
        }
        else
        {
            update?.Invoke(view);
        }
    }

    private static Dictionary<string, JsonNode> Bundle(LiveView view) =>
        new() { ["text/html"] = view.Html, ["text/plain"] = view.Text };
}
