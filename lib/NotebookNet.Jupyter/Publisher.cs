using System.Text;
using System.Text.Json;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Transport;

namespace NotebookNet.Jupyter;

/// <summary>Sends the kernel's messages: replies to whom asked, all else to everyone who listens.</summary>
internal sealed class Publisher(ITransport transport, WireFormat wire)
{
    /// <summary>What calls an output: by its id in the session, which begins anew with each kernel.</summary>
    public string DisplayId(string id) => $"{wire.Session}_{id}";

    /// <summary>Publishes a message on IOPub.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="parent">The message on whose account it is published.</param>
    /// <param name="write">Writes the fields of its content.</param>
    public void Publish(string type, Message? parent, Action<Utf8JsonWriter> write) =>
        Send(Channel.IOPub, [Encoding.UTF8.GetBytes(type)], type, parent, write);

    /// <summary>Publishes that the kernel is busy with a message, or idle again.</summary>
    public void PublishState(string state, Message? parent) =>
        Publish("status", parent, writer => writer.WriteString("execution_state", state));

    /// <summary>Replies to a request on its channel.</summary>
    public void Reply(string type, Message request, Action<Utf8JsonWriter> write) =>
        Send(request.Channel, request.Identities, type, request, write);

    /// <summary>Replies that a request was done, where there is no more to say.</summary>
    public void ReplyOk(string type, Message request) =>
        Reply(type, request, writer => writer.WriteString("status", "ok"));

    /// <summary>Asks the front end that has sent a request for something, on another channel.</summary>
    /// <returns>The message's id.</returns>
    public string Ask(
        Channel channel,
        string type,
        Message request,
        Action<Utf8JsonWriter> write
    ) => Send(channel, request.Identities, type, request, write);

    private string Send(
        Channel channel,
        IReadOnlyList<byte[]> identities,
        string type,
        Message? parent,
        Action<Utf8JsonWriter> write
    )
    {
        byte[] content = WireFormat.Json(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });
        (string id, IReadOnlyList<byte[]> frames) = wire.Write(identities, type, parent, content);
        transport.Send(channel, frames);
        return id;
    }
}
