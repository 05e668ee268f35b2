using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Browser;

/// <summary>Hands what a cell shows to the worker's script.</summary>
internal sealed partial class PageOutput : ICellOutput
{
    public void Stream(string name, string text) => PostStream(name, text);

    public void Display(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        PostBundle("display", displayId, JsonSerializer.Serialize(bundle));

    public void Update(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        PostBundle("update", displayId, JsonSerializer.Serialize(bundle));

    public void Result(IReadOnlyDictionary<string, string> bundle) =>
        PostBundle("result", "", JsonSerializer.Serialize(bundle));

    public void Clear(bool wait) => PostClear(wait);

    public void Error(CellError error)
    {
        string? reason = error.Name switch
        {
            "System.PlatformNotSupportedException" =>
                "A page in a browser has one thread, which cannot wait for another, and no processes: run this cell where .NET is installed.",
            "System.Net.Http.HttpRequestException" =>
                "A page in a browser can ask the course's site alone: run this cell where .NET is installed.",
            _ => null,
        };
        PostError(
            error.Name,
            error.Message,
            reason is null ? [.. error.Traceback] : [.. error.Traceback, reason]
        );
    }

    [JSImport("stream", "page")]
    private static partial void PostStream(string name, string text);

    [JSImport("bundle", "page")]
    private static partial void PostBundle(string type, string displayId, string bundle);

    [JSImport("clear", "page")]
    private static partial void PostClear(bool wait);

    [JSImport("error", "page")]
    private static partial void PostError(string name, string value, string[] traceback);
}
