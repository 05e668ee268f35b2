using System.Text;
using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Runner.Notebooks;

/// <summary>A value of a JSON text, and where in its bytes it stands.</summary>
/// <param name="Start">Its first byte; of a value in an object that of its key.</param>
/// <param name="ValueStart">The value's own first byte.</param>
/// <param name="End">The byte behind it.</param>
/// <param name="Key">Its key in an object, or null.</param>
/// <param name="Kind">What the value begins with.</param>
internal sealed record JsonPlace(
    int Start,
    int ValueStart,
    int End,
    string? Key,
    JsonTokenType Kind
)
{
    /// <summary>What an object or an array holds, in its order.</summary>
    public IReadOnlyList<JsonPlace> Parts { get; init; } = [];

    /// <summary>The value of an object's key, or null.</summary>
    public JsonPlace? this[string key] =>
        Kind == JsonTokenType.StartObject ? Parts.FirstOrDefault(part => part.Key == key) : null;

    /// <summary>Finds all values of a text, which may begin with a byte order mark.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonPlace Read(byte[] bytes)
    {
        int mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)
            ? Encoding.UTF8.Preamble.Length
            : 0;
        Utf8JsonReader reader = new(
            bytes.AsSpan(mark),
            new JsonReaderOptions { MaxDepth = StrictJson.Deepest }
        );
        reader.Read();
        return Read(ref reader, mark, null);
    }

    private static JsonPlace Read(
        ref Utf8JsonReader reader,
        int mark,
        (int Start, string Name)? key
    )
    {
        int start = mark + (int)reader.TokenStartIndex;
        JsonTokenType kind = reader.TokenType;
        List<JsonPlace> parts = [];
        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (
                reader.Read()
                && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)
            )
            {
                (int, string)? name = null;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = (mark + (int)reader.TokenStartIndex, reader.GetString()!);
                    reader.Read();
                }

                parts.Add(Read(ref reader, mark, name));
            }
        }

        return new JsonPlace(
            key?.Start ?? start,
            start,
            mark + (int)reader.BytesConsumed,
            key?.Name,
            kind
        )
        {
            Parts = parts,
        };
    }
}
