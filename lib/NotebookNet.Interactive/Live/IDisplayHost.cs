using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Live;

/// <summary>A place that shows outputs and can replace one later: a notebook session.</summary>
internal interface IDisplayHost
{
    /// <summary>Whether somebody looks on while the cells run; else their outputs are only stored.</summary>
    bool IsLive { get; }

    /// <summary>Shows an output.</summary>
    /// <param name="bundle">Mime types and their contents: a string, or JSON for a mime type that ends in <c>json</c>.</param>
    /// <returns>What <see cref="Update"/> calls the output by.</returns>
    string Display(IReadOnlyDictionary<string, JsonNode> bundle);

    /// <summary>Replaces an output that is shown.</summary>
    /// <param name="id">What <see cref="Display"/> returned.</param>
    /// <param name="bundle">The new contents, as in <see cref="Display"/>.</param>
    void Update(string id, IReadOnlyDictionary<string, JsonNode> bundle);
}
