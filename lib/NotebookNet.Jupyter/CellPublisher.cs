using System.Text.Json;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>Publishes what the cell of one `execute_request` shows.</summary>
/// <param name="publisher">What publishes.</param>
/// <param name="request">The request.</param>
/// <param name="executionCount">The cell's number.</param>
internal sealed class CellPublisher(Publisher publisher, Message request, int executionCount)
    : ICellOutput
{
    /// <summary>Whether nobody is to see what the cell shows.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Why the cell failed; null where it did not.</summary>
    public CellError? Failure { get; private set; }

    /// <summary>The plain text of its value, or null.</summary>
    public string? ResultText { get; private set; }

    public void Stream(string name, string text) =>
        Publish(
            "stream",
            writer =>
            {
                writer.WriteString("name", name);
                writer.WriteString("text", text);
            }
        );

    public void Display(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        Show("display_data", bundle, writer => WriteTransient(writer, displayId));

    public void Update(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        Show("update_display_data", bundle, writer => WriteTransient(writer, displayId));

    public void Result(IReadOnlyDictionary<string, string> bundle)
    {
        ResultText = bundle.GetValueOrDefault("text/plain");
        Show(
            "execute_result",
            bundle,
            writer => writer.WriteNumber("execution_count", executionCount)
        );
    }

    public void Clear(bool wait) =>
        Publish("clear_output", writer => writer.WriteBoolean("wait", wait));

    public void Error(CellError error)
    {
        Failure = error;
        Publish("error", error.Write);
    }

    private void Show(
        string type,
        IReadOnlyDictionary<string, string> bundle,
        Action<Utf8JsonWriter> writeMore
    ) =>
        Publish(
            type,
            writer =>
            {
                bundle.Write(writer);
                writeMore(writer);
            }
        );

    private void Publish(string type, Action<Utf8JsonWriter> write)
    {
        if (!IsSilent)
        {
            publisher.Publish(type, request, write);
        }
    }

    private void WriteTransient(Utf8JsonWriter writer, string displayId)
    {
        writer.WriteStartObject("transient");
        writer.WriteString("display_id", publisher.DisplayId(displayId));
        writer.WriteEndObject();
    }
}
