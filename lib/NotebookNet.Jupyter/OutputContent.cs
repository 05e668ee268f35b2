using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>What cells show, as the fields of messages.</summary>
internal static class OutputContent
{
    /// <summary>Writes the fields `data` and `metadata`: JSON as JSON, everything else as text.</summary>
    public static void Write(this IReadOnlyDictionary<string, string> bundle, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("data");
        foreach ((string mime, string content) in bundle)
        {
            writer.WritePropertyName(mime);
            if (MimeBundles.IsJson(mime))
            {
                // The session has read it: it is JSON.
                writer.WriteRawValue(content, skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(content);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields `ename`, `evalue` and `traceback`.</summary>
    public static void Write(this CellError error, Utf8JsonWriter writer)
    {
        writer.WriteString("ename", error.Name);
        writer.WriteString("evalue", error.Message);
        writer.WriteStartArray("traceback");
        foreach (string line in error.Traceback)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
    }
}
