using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Notebooks;

/// <summary>
/// Writes JSON as Jupyter writes it: keys sorted, one element a line, text unescaped where JSON allows it.
/// </summary>
/// <param name="indent">The spaces of one level, or null for everything on one line.</param>
/// <param name="newLine">The line break of the file.</param>
internal sealed class JupyterJson(string? indent, string newLine)
{
    /// <summary>The text of <paramref name="node"/> whose first line stands at <paramref name="level"/>.</summary>
    public string Write(JsonNode? node, int level)
    {
        StringBuilder text = new();
        Write(text, node, level);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonNode? node, int level)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject members:
                text.Append('{');
                bool first = true;
                foreach (
                    (string key, JsonNode? value) in members.OrderBy(
                        member => member.Key,
                        StringComparer.Ordinal
                    )
                )
                {
                    Separate(text, ref first, level + 1);
                    WriteString(text, key);
                    text.Append(": ");
                    Write(text, value, level + 1);
                }

                BreakLine(text, level);
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                bool firstItem = true;
                foreach (JsonNode? item in items)
                {
                    Separate(text, ref firstItem, level + 1);
                    Write(text, item, level + 1);
                }

                BreakLine(text, level);
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private void Separate(StringBuilder text, ref bool first, int level)
    {
        if (!first)
        {
            text.Append(',');
        }

        if (indent is null && !first)
        {
            text.Append(' ');
        }

        first = false;
        BreakLine(text, level);
    }

    private void BreakLine(StringBuilder text, int level)
    {
        if (indent is null)
        {
            return;
        }

        text.Append(newLine);
        for (int i = 0; i < level; i++)
        {
            text.Append(indent);
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                default:
                    if (
                        char.IsHighSurrogate(c)
                        && i + 1 < value.Length
                        && char.IsLowSurrogate(value[i + 1])
                    )
                    {
                        text.Append(c).Append(value[++i]);
                    }
                    else if (c < ' ' || char.IsSurrogate(c))
                    {
                        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        text.Append('"');
    }
}
