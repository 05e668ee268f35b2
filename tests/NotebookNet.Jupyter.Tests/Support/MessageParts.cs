using System.Text.Json.Nodes;

namespace NotebookNet.Jupyter.Tests.Support;

/// <summary>The parts of a message.</summary>
internal static class MessageParts
{
    public static string Type(this JsonObject message) => (string)message["header"]!["msg_type"]!;

    public static string? ParentId(this JsonObject message) =>
        (string?)message["parent_header"]!["msg_id"];

    public static JsonObject Content(this JsonObject message) => message["content"]!.AsObject();
}
