using System.Buffers.Binary;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares JSON value by value; numbers up to a tolerance, plotly's base64 arrays as the numbers they hold.</summary>
internal sealed class JsonComparer(
    NumericText numbers,
    TextComparer text,
    CancellationToken cancellation
)
{
    private const int MostDifferences = 5;

    private static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The first differences below <paramref name="path"/>.</summary>
    public IReadOnlyList<Difference> Compare(JsonNode? expected, JsonNode? actual, string path)
    {
        List<Difference> differences = [];
        Compare(expected, actual, new JsonPlace(null, path, 0), differences);
        return differences;
    }

    private void Compare(
        JsonNode? expected,
        JsonNode? actual,
        JsonPlace place,
        List<Difference> differences
    )
    {
        cancellation.ThrowIfCancellationRequested();
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
                        Compare(a[key], b[key], new JsonPlace(place, key, 0), differences);
                    }
                    else
                    {
                        differences.Add(
                            new Difference(
                                new JsonPlace(place, key, 0).ToString(),
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
                    Compare(a[i], b[i], new JsonPlace(place, null, i), differences);
                }

                break;
            case (JsonArray a, JsonArray b):
                differences.Add(
                    new Difference($"{place}", [$"{a.Count} elements"], [$"{b.Count} elements"])
                );
                break;
            default:
                if (!AreEqual(expected, actual))
                {
                    differences.Add(new Difference($"{place}", [Short(expected)], [Short(actual)]));
                }

                break;
        }
    }

    private bool AreEqual(JsonNode? a, JsonNode? b) =>
        (Kind(a), Kind(b)) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => numbers.AreEqual(
                a!.ToJsonString(),
                b!.ToJsonString()
            ),
            (JsonValueKind.String, JsonValueKind.String) => text.AreEqual((string)a!, (string)b!),
            _ => JsonNode.DeepEquals(a, b),
        };

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    /// <summary>A text whole, of which its difference shows the part; anything else by how it begins.</summary>
    private static string Short(JsonNode? node)
    {
        string text = node?.ToJsonString(s_readable) ?? "null";
        return Kind(node) == JsonValueKind.String || text.Length <= 200 ? text : $"{text[..200]}…";
    }

    /// <summary>The numbers of an array that plotly stores as base64 (`dtype`, `bdata`), any other node as it is.</summary>
    private static JsonNode? Decoded(JsonNode? node)
    {
        if (
            node is not JsonObject { Count: 2 or 3 } packed
            || Text(packed["dtype"]) is not string kind
            || Text(packed["bdata"]) is not string data
            || SizeOf(kind) is not int size
        )
        {
            return node;
        }

        byte[] bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out int length) || length % size != 0)
        {
            return node;
        }

        JsonArray values = [];
        for (int i = 0; i < length; i += size)
        {
            double value = Read(bytes.AsSpan(i), kind);
            values.Add(double.IsFinite(value) ? value : null);
        }

        return Shaped(values, Text(packed["shape"])) ?? node;
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static int? SizeOf(string kind) =>
        kind switch
        {
            "f8" => 8,
            "f4" or "i4" or "u4" => 4,
            "i2" or "u2" => 2,
            "i1" or "u1" or "u1c" => 1,
            _ => null,
        };

    private static double Read(ReadOnlySpan<byte> bytes, string kind) =>
        kind switch
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

    /// <summary>A flat array as rows where a shape of two dimensions is given; null where the shape is not the array's.</summary>
    private static JsonArray? Shaped(JsonArray values, string? shape)
    {
        if (shape is null)
        {
            return values;
        }

        int[] sizes =
        [
            .. shape
                .Split(',')
                .Select(size =>
                    int.TryParse(size, CultureInfo.InvariantCulture, out int count) ? count : -1
                ),
        ];
        return sizes switch
        {
            [var count] when count == values.Count => values,
            [> 0 and var rows, > 0 and var columns] when (long)rows * columns == values.Count =>
                new JsonArray([
                    .. values
                        .Select(value => value?.DeepClone())
                        .Chunk(columns)
                        .Select(row => (JsonNode)new JsonArray(row)),
                ]),
            _ => null,
        };
    }
}
