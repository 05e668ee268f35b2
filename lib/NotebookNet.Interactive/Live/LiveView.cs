using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Live;

/// <summary>One state of an output that changes.</summary>
[TypeFormatterSource(
    typeof(LiveViewFormatterSource),
    PreferredMimeTypes = ["text/html", "text/plain"]
)]
internal sealed record LiveView(string Html, string Text);
