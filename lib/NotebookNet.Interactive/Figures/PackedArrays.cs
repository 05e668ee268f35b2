using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Long arrays of numbers as plotly.js reads typed arrays from version 2.28 on: <c>dtype</c>, little-endian bytes in base64 as
/// <c>bdata</c>, and <c>shape</c> where they are rows. A value that is null becomes NaN, which plotly leaves out likewise.
/// </summary>
internal static class PackedArrays
{
    private const int LongestPlain = 20;

    /// <summary>The part of an array's span that a picture cannot show: a figure has some thousand pixels.</summary>
    private const double Invisible = 1.0 / (1 << 20);

    /// <summary>Packs every long array of numbers in the traces.</summary>
    public static void Pack(JsonArray traces)
    {
        foreach (JsonObject trace in traces.OfType<JsonObject>())
        {
            PackMembers(trace);
        }
    }

    private static void PackMembers(JsonObject owner)
    {
        foreach ((string key, JsonNode? value) in owner.ToList())
        {
            if (value is JsonObject members)
            {
                PackMembers(members);
            }
            else if (value is JsonArray array && Packed(array, IsPlace(key)) is { } packed)
            {
                owner[key] = packed;
            }
        }
    }

    /// <summary>Whether the numbers are only drawn: their place or their colour. Others may be written out as they are.</summary>
    private static bool IsPlace(string key) => key is "x" or "y" or "z" or "color";

    /// <summary>The array packed, or null where it is short or holds something else than numbers.</summary>
    internal static JsonObject? Packed(JsonArray array, bool isPlace)
    {
        int? columns = (array.FirstOrDefault() as JsonArray)?.Count;
        bool even =
            columns is null || array.All(row => row is JsonArray cells && cells.Count == columns);
        IEnumerable<JsonNode?> all =
            columns is null || !even ? array : array.SelectMany(row => (JsonArray)row!);
        List<double?> read =
        [
            .. all.Select(cell => cell is null ? double.NaN : JsonPath.NumberOrNull(cell)),
        ];
        if (!even || read.Count <= LongestPlain || read.Contains(null))
        {
            return null;
        }
        List<double> values = [.. read.Select(value => value!.Value)];
        string type = TypeOf(values, isPlace);
        JsonObject packed = new()
        {
            ["dtype"] = type,
            ["bdata"] = Convert.ToBase64String(Bytes(values, type)),
        };
        if (columns is not null)
        {
            packed["shape"] = Invariant($"{array.Count}, {columns}");
        }
        return packed;
    }

    /// <summary>The smallest type that keeps every value, exactly or, for a place, as near as a picture shows it.</summary>
    private static string TypeOf(List<double> values, bool isPlace)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        bool whole = true;
        bool single = true;
        bool normal = true;
        double largestError = 0;
        foreach (double value in values)
        {
            float near = (float)value;
            whole &= value == Math.Truncate(value) && !(value == 0 && double.IsNegative(value));
            if (double.IsNaN(value))
            {
                continue;
            }
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            single &= near == value;
            normal &= value == 0 || float.IsNormal(near);
            largestError = Math.Max(largestError, Math.Abs(near - value));
        }
        return (whole, low, high) switch
        {
            (true, >= sbyte.MinValue, <= sbyte.MaxValue) => "i1",
            (true, >= 0, <= byte.MaxValue) => "u1",
            (true, >= short.MinValue, <= short.MaxValue) => "i2",
            (true, >= 0, <= ushort.MaxValue) => "u2",
            (true, >= int.MinValue, <= int.MaxValue) => "i4",
            _ when single || (isPlace && normal && largestError <= Invisible * (high - low)) =>
                "f4",
            _ => "f8",
        };
    }

    private static byte[] Bytes(List<double> values, string type)
    {
        int size = type[1] - '0';
        byte[] bytes = new byte[size * values.Count];
        Span<byte> eight = stackalloc byte[8];
        for (int i = 0; i < values.Count; i++)
        {
            // One NaN for all, whatever the processor makes of it.
            double value = values[i];
            ulong bits = type switch
            {
                "f4" when double.IsNaN(value) => 0x7fc00000,
                "f4" => BitConverter.SingleToUInt32Bits((float)value),
                "f8" when double.IsNaN(value) => 0x7ff8000000000000,
                "f8" => BitConverter.DoubleToUInt64Bits(value),
                _ => (ulong)(long)value,
            };
            BinaryPrimitives.WriteUInt64LittleEndian(eight, bits);
            eight[..size].CopyTo(bytes.AsSpan(size * i));
        }
        return bytes;
    }
}
