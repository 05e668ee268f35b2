using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Session;

/// <summary>
/// Reads JSON that will be written again: nothing in it may fail later. No key stands twice, every text is Unicode, and
/// the nesting has an end.
/// </summary>
internal static class StrictJson
{
    /// <summary>How deep a notebook file may be nested.</summary>
    public const int Deepest = 500;

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not JSON, or more liberal than is said above.</exception>
    public static JsonNode? Parse(string text, int deepest = Deepest) =>
        Parse(Encoding.UTF8.GetBytes(text), deepest);

    /// <summary>Reads the bytes of a text in UTF-8.</summary>
    /// <exception cref="JsonException">They are not JSON, or more liberal than is said above.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> bytes, int deepest = Deepest)
    {
        CheckTexts(bytes, deepest);
        return JsonNode.Parse(
            bytes,
            documentOptions: new JsonDocumentOptions
            {
                MaxDepth = deepest,
                AllowDuplicateProperties = false,
            }
        );
    }

    /// <summary>A message and its place, without the program's own path.</summary>
    public static string Describe(JsonException exception)
    {
        string reason = exception
            .Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0]
            .TrimEnd('.');
        return exception.LineNumber is long line
            ? $"not JSON (line {line + 1}, byte {exception.BytePositionInLine + 1}): {reason}"
            : $"not JSON: {reason}";
    }

    private static void CheckTexts(ReadOnlySpan<byte> bytes, int deepest)
    {
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = deepest });
        while (reader.Read())
        {
            if (
                reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)
                || (!reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan))
            )
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                ReadOnlySpan<byte> before = bytes[..(int)reader.TokenStartIndex];
                throw new JsonException(
                    "a text that is no Unicode: half a surrogate pair, or another encoding than UTF-8",
                    path: null,
                    before.Count((byte)'\n'),
                    before.Length - before.LastIndexOf((byte)'\n') - 1
                );
            }
        }
    }
}
