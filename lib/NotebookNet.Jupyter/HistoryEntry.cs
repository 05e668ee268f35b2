using System.Text.Json;

namespace NotebookNet.Jupyter;

/// <summary>A cell that was executed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Input">Its text.</param>
/// <param name="Output">The plain text of its value, or null.</param>
internal sealed record HistoryEntry(int Number, string Input, string? Output)
{
    public long Characters => Input.Length + (Output?.Length ?? 0);

    /// <summary>Writes the entry as an array: session, number and text, which with output is a pair.</summary>
    public void Write(Utf8JsonWriter writer, bool withOutput)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(History.Session);
        writer.WriteNumberValue(Number);
        if (withOutput)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Input);
            writer.WriteStringValue(Output);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(Input);
        }

        writer.WriteEndArray();
    }
}
