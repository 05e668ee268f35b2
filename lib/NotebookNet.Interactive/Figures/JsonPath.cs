using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>Reads and sets what is deep in a JSON tree.</summary>
internal static class JsonPath
{
    /// <summary>Sets the attribute at the end of a dotted path, such as <c>title.pad.t</c>, and makes the objects on the way.</summary>
    public static void Set(JsonNode root, string path, JsonNode? value)
    {
        string[] names = path.Split('.');
        JsonObject owner = (JsonObject)root;
        foreach (string name in names[..^1])
        {
            if (owner[name] is not JsonObject next)
            {
                next = [];
                owner[name] = next;
            }
            owner = next;
        }
        owner[names[^1]] = value;
    }

    public static JsonNode? Find(JsonNode? root, params ReadOnlySpan<string> names)
    {
        JsonNode? node = root;
        foreach (string name in names)
        {
            node = node is JsonObject parent ? parent[name] : null;
        }
        return node;
    }

    /// <summary>A JSON number, whatever type it was made from.</summary>
    public static double Number(JsonValue value) =>
        value.TryGetValue(out double real) ? real
        : value.TryGetValue(out int whole) ? whole
        : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    /// <summary>The number that a node is; null where it is something else.</summary>
    public static double? NumberOrNull(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? Number(node.AsValue()) : null;

    /// <summary>The numbers among the values of an attribute that is an array.</summary>
    public static IEnumerable<double> NumbersOf(IEnumerable<JsonObject> owners, string attribute) =>
        owners
            .SelectMany(owner => owner[attribute] as JsonArray ?? [])
            .Select(NumberOrNull)
            .OfType<double>();

    /// <summary>The text of a node; null where it is something else.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The two numbers at an axis's ends; null where it has none, or dates or names.</summary>
    public static double[]? Ends(JsonNode? range) =>
        range is JsonArray { Count: 2 } ends
        && ends.Select(NumberOrNull).OfType<double>().ToArray() is { Length: 2 } numbers
            ? numbers
            : null;

    public static JsonArray Array(double[] numbers) =>
        new([.. Numbers.Rounded(numbers).Select(number => (JsonNode)number)]);
}
