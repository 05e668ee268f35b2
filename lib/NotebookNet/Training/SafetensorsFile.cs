using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// The safetensors format: the length of the header (8 bytes, little-endian); the header, a JSON object that gives each
/// tensor's type, shape and place, padded with spaces; then the tensors' numbers, little-endian, row after row, without gaps
/// (https://huggingface.co/docs/safetensors).
/// </summary>
internal static class SafetensorsFile
{
    private const int LengthBytes = 8;
    private const int Alignment = 8;
    private const int LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

    private static readonly JsonSerializerOptions s_json = new()
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes tensors of 64-bit numbers to a temporary file beside and moves it to its place.</summary>
    public static void Write(
        string path,
        IReadOnlyList<NamedTensor> tensors,
        Dictionary<string, string> metadata
    )
    {
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Header(tensors, metadata));
                foreach (NamedTensor tensor in tensors)
                {
                    stream.Write(Bytes(tensor.Value.ToRowMajorArray()));
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads the tensors of a file once it is sure that they are exactly the expected ones.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">The names and shapes that the file must have.</param>
    /// <returns>Each expected tensor's numbers, row after row.</returns>
    public static double[][] Read(string path, IReadOnlyList<NamedTensor> expected)
    {
        byte[] file = File.ReadAllBytes(path);
        try
        {
            int start = StartOfNumbers(file);
            Dictionary<string, Entry> entries = Entries(file.AsSpan(LengthBytes..start));
            Check(entries, expected, file.Length - start);
            return
            [
                .. expected.Select(tensor =>
                    Numbers(file, start, tensor.Name, entries[tensor.Name])
                ),
            ];
        }
        catch (FormatException refusal)
        {
            throw new InvalidDataException($"{path}: {refusal.Message}.", refusal.InnerException);
        }
    }

    private static byte[] Header(
        IReadOnlyList<NamedTensor> tensors,
        Dictionary<string, string> metadata
    )
    {
        var entries = new OrderedDictionary<string, object> { [MetadataKey] = metadata };
        long offset = 0;
        foreach ((string name, var value) in tensors)
        {
            long end = offset + ((long)sizeof(double) * value.RowCount * value.ColumnCount);
            entries[name] = new Entry("F64", [value.RowCount, value.ColumnCount], [offset, end]);
            offset = end;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entries);
        int padded = (json.Length + Alignment - 1) / Alignment * Alignment;
        var header = new byte[LengthBytes + padded];
        header.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(header, padded);
        json.CopyTo(header, LengthBytes);
        return header;
    }

    private static byte[] Bytes(double[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return bytes;
    }

    private static int StartOfNumbers(byte[] file)
    {
        Require(
            file.Length >= LengthBytes,
            $"expected at least {LengthBytes} bytes, which give the header's length, found {file.Length}"
        );
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        Require(
            length <= LongestHeader,
            $"expected a header of at most {LongestHeader} bytes, found one that claims {length}"
        );
        int rest = file.Length - LengthBytes;
        Require(
            (int)length <= rest,
            $"the header should have {length} bytes, but only {rest} follow: the file is truncated"
        );
        return LengthBytes + (int)length;
    }

    private static Dictionary<string, Entry> Entries(ReadOnlySpan<byte> header)
    {
        Require(
            header.Length > 0 && header[0] == '{',
            "expected a header that begins with '{', found another one"
        );
        Require(Utf8.IsValid(header), "the header is not JSON: it is not in UTF-8");
        Dictionary<string, JsonElement> values;
        try
        {
            values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(header, s_json)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second kind is thrown for text with half a surrogate pair.
            throw new FormatException($"the header is not JSON: {exception.Message}", exception);
        }

        values.Remove(MetadataKey);
        return values.ToDictionary(value => value.Key, value => EntryOf(value.Key, value.Value));
    }

    private static Entry EntryOf(string name, JsonElement value)
    {
        Entry? entry;
        try
        {
            entry = value.Deserialize<Entry>(s_json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            entry = null;
        }

        Require(
            entry is { Offsets: [>= 0, >= 0] } && entry.Shape.All(size => size >= 0),
            $"tensor {name}: expected dtype, shape and two data_offsets, found {value.GetRawText()}"
        );
        return entry;
    }

    private static void Check(
        Dictionary<string, Entry> entries,
        IReadOnlyList<NamedTensor> expected,
        long dataLength
    )
    {
        string[] names = [.. expected.Select(tensor => tensor.Name)];
        string? missing = names.Except(entries.Keys).FirstOrDefault();
        Require(
            missing is null,
            $"tensor {missing}: expected {expected.FirstOrDefault(tensor => tensor.Name == missing).Value?.Shape()} numbers, found no such tensor among {Names(entries.Keys)}"
        );
        string? extra = entries.Keys.Except(names).FirstOrDefault();
        Require(
            extra is null,
            $"tensor {extra}: found, but the network expects only {Names(names)}"
        );
        foreach ((string name, var value) in expected)
        {
            Entry entry = entries[name];
            Require(
                entry.Type is "F64" or "F32",
                $"tensor {name}: expected numbers of type F64 or F32, found {entry.Type}"
            );
            Require(
                entry.Shape.SequenceEqual([value.RowCount, value.ColumnCount]),
                $"tensor {name}: expected the shape {value.Shape()}, found {string.Join('×', entry.Shape)}"
            );
            long length = (long)entry.NumberBytes * value.RowCount * value.ColumnCount;
            Require(
                entry.End - entry.Begin == length,
                $"tensor {name}: expected {length} bytes for {value.Shape()} numbers of type {entry.Type}, found the offsets {entry.Begin} to {entry.End}"
            );
            Require(
                entry.End <= dataLength,
                $"tensor {name}: expected its bytes up to {entry.End}, found only {dataLength}: the file is truncated or the offsets are wrong"
            );
        }

        long end = 0;
        foreach ((string name, Entry entry) in entries.OrderBy(entry => entry.Value.Begin))
        {
            Require(
                entry.Begin == end,
                $"tensor {name}: expected it to begin at byte {end}, where the one before ends, found {entry.Begin}"
            );
            end = entry.End;
        }

        Require(
            end == dataLength,
            $"expected {end} bytes of numbers, found {dataLength}: something follows the last tensor"
        );
    }

    private static double[] Numbers(byte[] file, int start, string name, Entry entry)
    {
        var numbers = new double[(entry.End - entry.Begin) / entry.NumberBytes];
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> at = file.AsSpan(start + (int)entry.Begin + (i * entry.NumberBytes));
            numbers[i] =
                entry.Type == "F64"
                    ? BinaryPrimitives.ReadDoubleLittleEndian(at)
                    : BinaryPrimitives.ReadSingleLittleEndian(at);
            if (!double.IsFinite(numbers[i]))
            {
                throw new FormatException(
                    FormattableString.Invariant(
                        $"tensor {name}: expected finite numbers, found {numbers[i]} in row {i / entry.Shape[1]}, column {i % entry.Shape[1]}"
                    )
                );
            }
        }

        return numbers;
    }

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? list : "none";

    private static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    private sealed record Entry(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets
    )
    {
        [JsonIgnore]
        public long Begin => Offsets[0];

        [JsonIgnore]
        public long End => Offsets[1];

        [JsonIgnore]
        public int NumberBytes => Type == "F64" ? sizeof(double) : sizeof(float);
    }
}
