using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter;

/// <summary>Comms: none of this kernel's objects speaks by one, so what a front end opens is closed again.</summary>
internal sealed class Comms(Publisher publisher)
{
    public void TellComms(Message request) =>
        publisher.Reply(
            "comm_info_reply",
            request,
            writer =>
            {
                writer.WriteString("status", "ok");
                writer.WriteStartObject("comms");
                writer.WriteEndObject();
            }
        );

    public void Open(Message request)
    {
        string id = request.Content.Text("comm_id");
        publisher.Publish(
            "comm_close",
            request,
            writer =>
            {
                writer.WriteString("comm_id", id);
                writer.WriteStartObject("data");
                writer.WriteEndObject();
            }
        );
    }
}
