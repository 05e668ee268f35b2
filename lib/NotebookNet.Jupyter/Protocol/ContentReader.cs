using System.Text.Json;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>Reads the fields of a message. What a field holds is another program's.</summary>
internal static class ContentReader
{
    /// <summary>A text that must be there.</summary>
    /// <exception cref="MessageFormatException">It is missing, or no text.</exception>
    public static string Text(this JsonElement content, string name) =>
        content.OptionalText(name)
        ?? throw new MessageFormatException($"\"{name}\" is missing; expected a text");

    public static string? OptionalText(this JsonElement content, string name)
    {
        if (!Find(content, name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Unexpected(name, value, "a text");
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new MessageFormatException($"\"{name}\" is no Unicode text");
        }
    }

    public static bool Flag(this JsonElement content, string name, bool absent) =>
        !Find(content, name, out JsonElement value) ? absent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Unexpected(name, value, "true or false");

    public static int? OptionalNumber(this JsonElement content, string name) =>
        !Find(content, name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw Unexpected(name, value, "a whole number");

    /// <summary>The texts of an object, in their order; none where it is missing.</summary>
    public static IReadOnlyList<(string Name, string Text)> Texts(
        this JsonElement content,
        string name
    )
    {
        if (!Find(content, name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Select(entry => (entry.Name, value.Text(entry.Name)))]
            : throw Unexpected(name, value, "an object");
    }

    private static bool Find(JsonElement content, string name, out JsonElement value) =>
        content.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static MessageFormatException Unexpected(
        string name,
        JsonElement value,
        string expected
    ) => new($"\"{name}\" is a JSON {value.ValueKind}; expected {expected}");
}
