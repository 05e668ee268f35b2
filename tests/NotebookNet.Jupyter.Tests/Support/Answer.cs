using System.Text.Json.Nodes;

namespace NotebookNet.Jupyter.Tests.Support;

/// <summary>What a kernel does on account of a request.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Reply">The content of its reply.</param>
/// <param name="Published">What it publishes, from busy to idle.</param>
internal sealed record Answer(string Id, JsonObject Reply, IReadOnlyList<JsonObject> Published)
{
    public string Status => (string)Reply["status"]!;

    /// <summary>The types of what is published.</summary>
    public IEnumerable<string> Types => Published.Select(message => message.Type());

    /// <summary>The contents of what is published of a type.</summary>
    public IReadOnlyList<JsonObject> Of(string type) =>
        [
            .. Published
                .Where(message => message.Type() == type)
                .Select(message => message.Content()),
        ];

    /// <summary>What is printed to a stream.</summary>
    public string Printed(string name = "stdout") =>
        string.Concat(
            Of("stream")
                .Where(content => (string?)content["name"] == name)
                .Select(content => (string?)content["text"])
        );
}
