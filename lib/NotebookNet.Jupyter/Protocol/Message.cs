using System.Text.Json;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>A message from a front end.</summary>
/// <param name="Channel">The channel it came by, and its reply goes by.</param>
/// <param name="Identities">Whom the reply is for.</param>
/// <param name="Header">Its header, which replies and outputs carry as their parent's.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it is: `execute_request`.</param>
/// <param name="ParentId">The id of the message that it answers, or null.</param>
/// <param name="Content">What it asks.</param>
internal sealed record Message(
    Channel Channel,
    IReadOnlyList<byte[]> Identities,
    JsonElement Header,
    string Id,
    string Type,
    string? ParentId,
    JsonElement Content
);
