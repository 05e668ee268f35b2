using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Plotly;

/// <summary>Sets an attribute inside a JSON tree by plotly's own dotted path, such as <c>xaxis.title.text</c> or <c>shapes[0].line</c>.</summary>
internal static class JsonPath
{
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">What to put there.</param>
    /// <param name="given">What errors call the path.</param>
    public static void Set(JsonNode root, string path, object? value, string? given = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        given ??= path;
        List<object> steps = Parse(path, given);
        JsonNode node = root;
        for (int i = 0; i < steps.Count - 1; i++)
        {
            JsonNode? next = Get(node, steps[i], given);
            if (next is null)
            {
                next = steps[i + 1] is int ? new JsonArray() : new JsonObject();
                Put(node, steps[i], next, given);
            }
            node = next;
        }
        Put(node, steps[^1], ToNode(value), given);
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

    /// <summary>Any value as JSON: numbers rounded, NaN as null, objects and dictionaries by their public members.</summary>
    public static JsonNode? ToNode(object? value) =>
        value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double or float => Numbers.Node(
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
                15
            ),
            IEnumerable<double> numbers => Numbers.Array(Numbers.Read(numbers, nameof(value))),
            IDictionary => JsonSerializer.SerializeToNode(value),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToNode)]),
            _ => JsonSerializer.SerializeToNode(value),
        };

    private static List<object> Parse(string path, string given)
    {
        List<object> steps = [];
        foreach (string part in path.Split('.'))
        {
            int bracket = part.IndexOf('[', StringComparison.Ordinal);
            string name = bracket < 0 ? part : part[..bracket];
            if (name.Length > 0)
            {
                steps.Add(name);
            }
            else if (bracket != 0 || steps.Count > 0)
            {
                throw Malformed(given);
            }
            while (bracket >= 0)
            {
                int close = part.IndexOf(']', bracket);
                if (
                    close < 0
                    || !int.TryParse(
                        part[(bracket + 1)..close],
                        CultureInfo.InvariantCulture,
                        out int index
                    )
                    || index < 0
                )
                {
                    throw Malformed(given);
                }
                steps.Add(index);
                bracket = close + 1 < part.Length && part[close + 1] == '[' ? close + 1 : -1;
                if (bracket < 0 && close + 1 != part.Length)
                {
                    throw Malformed(given);
                }
            }
        }
        return steps;
    }

    private static JsonNode? Get(JsonNode node, object step, string path) =>
        (node, step) switch
        {
            (JsonObject parent, string name) => parent[name],
            (JsonArray parent, int index) when index < parent.Count => parent[index],
            (JsonArray parent, int index) when index == parent.Count => null,
            _ => throw Missing(step, path),
        };

    private static void Put(JsonNode node, object step, JsonNode? value, string path)
    {
        switch (node, step)
        {
            case (JsonObject parent, string name):
                parent[name] = value;
                break;
            case (JsonArray parent, int index) when index < parent.Count:
                parent[index] = value;
                break;
            case (JsonArray parent, int index) when index == parent.Count:
                parent.Add(value);
                break;
            default:
                throw Missing(step, path);
        }
    }

    private static ArgumentException Malformed(string path) =>
        new(
            $"'{path}' is not a path of names and indices such as 'layout.xaxis.title.text' or 'data[0].line.color'."
        );

    private static ArgumentException Missing(object step, string path) =>
        new(
            Invariant($"'{path}' has no place for '{step}': it is neither there nor the next one.")
        );
}
