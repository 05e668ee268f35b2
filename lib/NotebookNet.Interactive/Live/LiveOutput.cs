using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Live;

/// <summary>An output that changes in place, in whatever session runs; on a console it is lines of text.</summary>
internal sealed class LiveOutput
{
    private string? _id;
    private IDisplayHost? _host;
    private Action<object>? _update;
    private bool _shown;

    /// <summary>Whether the output can change in place, known after it was first shown.</summary>
    public bool IsLive => _host is not null || _update is not null;

    public void Show(LiveView view)
    {
        if (!_shown)
        {
            _shown = true;
            _host = DisplayHost.Current;
            _id = _host?.Display(Bundle(view));
            _update = _host is null ? InteractiveKernel.Display(view) : null;
        }
        else if (_host is not null)
        {
            _host.Update(_id!, Bundle(view));
        }
        else
        {
            _update?.Invoke(view);
        }
    }

    private static Dictionary<string, JsonNode> Bundle(LiveView view) =>
        new() { ["text/html"] = view.Html, ["text/plain"] = view.Text };
}
