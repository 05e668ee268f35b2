using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares JSON value by value; numbers up to a tolerance, plotly's base64 arrays as the numbers they hold.</summary>
internal sealed class JsonComparer(NumericText text)
{
    private const int MostDifferences = 5;

    /// <summary>The first differences below <paramref name="path"/>.</summary>
    public IReadOnlyList<Difference> Compare(JsonNode? expected, JsonNode? actual, string path)
    {
        List<Difference> differences = [];
        Compare(expected, actual, path, differences);
        return differences;
    }

    private void Compare(
        JsonNode? expected,
        JsonNode? actual,
        string path,
        List<Difference> differences
    )
    {
        if (differences.Count >= MostDifferences)
        {
            return;
        }

        expected = Decoded(expected);
        actual = Decoded(actual);
        switch (expected, actual)
        {
            case (JsonObject a, JsonObject b):
                foreach (
                    string key in a.Select(member => member.Key)
                        .Union(b.Select(member => member.Key))
                )
                {
                    if (a.ContainsKey(key) && b.ContainsKey(key))
                    {
                        Compare(a[key], b[key], $"{path}.{key}", differences);
                    }
                    else
                    {
                        differences.Add(
                            new Difference(
                                $"{path}.{key}",
                                a.ContainsKey(key) ? [Short(a[key])] : [],
                                b.ContainsKey(key) ? [Short(b[key])] : []
                            )
                        );
                    }
                }

                break;
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                for (int i = 0; i < a.Count; i++)
                {
                    Compare(a[i], b[i], $"{path}[{i}]", differences);
                }

                break;
            case (JsonArray a, JsonArray b):
                differences.Add(
                    new Difference(path, [$"{a.Count} elements"], [$"{b.Count} elements"])
                );
                break;
            default:
                if (!AreEqual(expected, actual))
                {
                    differences.Add(new Difference(path, [Short(expected)], [Short(actual)]));
                }

                break;
        }
    }

    private bool AreEqual(JsonNode? a, JsonNode? b) =>
        (Kind(a), Kind(b)) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => text.AreEqual(Number(a!), Number(b!)),
            (JsonValueKind.String, JsonValueKind.String) => text.AreEqual((string)a!, (string)b!),
            _ => JsonNode.DeepEquals(a, b),
        };

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    private static double Number(JsonNode node) =>
        double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Short(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "null";
        return text.Length > 200 ? $"{text[..200]}…" : text;
    }

    /// <summary>The numbers of an array that plotly stores as base64 (`dtype`, `bdata`), any other node as it is.</summary>
    private static JsonNode? Decoded(JsonNode? node)
    {
        if (
            node is not JsonObject { Count: 2 or 3 } packed
            || packed["dtype"] is not JsonValue type
            || packed["bdata"] is not JsonValue data
        )
        {
            return node;
        }

        ReadOnlySpan<byte> bytes = Convert.FromBase64String((string)data!);
        string kind = (string)type!;
        int size = kind switch
        {
            "f8" => 8,
            "f4" or "i4" or "u4" => 4,
            "i2" or "u2" => 2,
            _ => 1,
        };
        JsonArray values = [];
        for (; bytes.Length >= size; bytes = bytes[size..])
        {
            double value = kind switch
            {
                "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                "i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
                "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                "i1" => (sbyte)bytes[0],
                _ => bytes[0],
            };
            values.Add(double.IsFinite(value) ? value : null);
        }

        return Shaped(values, packed["shape"]);
    }

    /// <summary>A flat array as rows where a shape of two dimensions is given.</summary>
    private static JsonArray Shaped(JsonArray values, JsonNode? shape)
    {
        int[] sizes = shape is null
            ? []
            :
            [
                .. shape
                    .ToString()
                    .Split(',')
                    .Select(size => int.Parse(size, CultureInfo.InvariantCulture)),
            ];
        return sizes is [_, > 0 and var columns]
            ? new JsonArray([
                .. values
                    .Select(value => value?.DeepClone())
                    .Chunk(columns)
                    .Select(row => (JsonNode)new JsonArray(row)),
            ])
            : values;
    }
}
