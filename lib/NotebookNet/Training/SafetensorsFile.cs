using System.Buffers.Binary;
using System.Text.Json;
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
    private const long LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

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
                byte[] header = Header(tensors, metadata);
                Span<byte> length = stackalloc byte[LengthBytes];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                stream.Write(length);
                stream.Write(header);
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
        using FileStream stream = File.OpenRead(path);
        long headerLength = ReadHeaderLength(path, stream);
        var header = new byte[headerLength];
        stream.ReadExactly(header);
        long dataStart = LengthBytes + headerLength;
        Dictionary<string, Entry> entries = ReadEntries(path, header);
        CheckNames(path, entries, expected);
        foreach (NamedTensor tensor in expected)
        {
            CheckEntry(path, tensor, entries[tensor.Name], stream.Length - dataStart);
        }

        CheckPlaces(path, entries, stream.Length - dataStart);
        return
        [
            .. expected.Select(tensor =>
                ReadNumbers(path, stream, dataStart, tensor.Name, entries[tensor.Name])
            ),
        ];
    }

    private static byte[] Header(
        IReadOnlyList<NamedTensor> tensors,
        Dictionary<string, string> metadata
    )
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName(MetadataKey);
            JsonSerializer.Serialize(json, metadata);
            long offset = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end =
                    offset
                    + ((long)sizeof(double) * tensor.Value.RowCount * tensor.Value.ColumnCount);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F64");
                json.WriteStartArray("shape");
                json.WriteNumberValue(tensor.Value.RowCount);
                json.WriteNumberValue(tensor.Value.ColumnCount);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
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

    private static long ReadHeaderLength(string path, FileStream stream)
    {
        if (stream.Length < LengthBytes)
        {
            throw Refusal(
                path,
                $"expected at least {LengthBytes} bytes, which give the header's length, found {stream.Length}"
            );
        }

        Span<byte> bytes = stackalloc byte[LengthBytes];
        stream.ReadExactly(bytes);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        long rest = stream.Length - LengthBytes;
        if (length > LongestHeader)
        {
            throw Refusal(
                path,
                $"expected a header of at most {LongestHeader} bytes, found one that claims {length}"
            );
        }

        return length <= (ulong)rest
            ? (long)length
            : throw Refusal(
                path,
                $"the header should have {length} bytes, but only {rest} follow: the file is truncated"
            );
    }

    private static Dictionary<string, Entry> ReadEntries(string path, byte[] header)
    {
        if (header.Length == 0 || header[0] != '{')
        {
            throw Refusal(path, "expected a header that begins with '{', found another one");
        }

        if (!Utf8.IsValid(header))
        {
            throw Refusal(path, "the header is not JSON: it is not in UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(
                header,
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            var entries = new Dictionary<string, Entry>();
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name != MetadataKey)
                {
                    entries.Add(property.Name, ReadEntry(path, property));
                }
            }

            return entries;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second kind is thrown for text with half a surrogate pair.
            throw Refusal(path, $"the header is not JSON: {exception.Message}", exception);
        }
    }

    private static Entry ReadEntry(string path, JsonProperty property)
    {
        JsonElement value = property.Value;
        if (
            value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("dtype", out JsonElement type)
            && type.ValueKind == JsonValueKind.String
            && TryReadNumbers(value, "shape", out long[] shape)
            && TryReadNumbers(value, "data_offsets", out long[] offsets)
            && offsets.Length == 2
        )
        {
            return new Entry(type.GetString()!, shape, offsets[0], offsets[1]);
        }

        throw Refusal(
            path,
            $"tensor {property.Name}: expected dtype, shape and two data_offsets, found {value.GetRawText()}"
        );
    }

    private static bool TryReadNumbers(JsonElement entry, string name, out long[] numbers)
    {
        numbers = [];
        if (
            !entry.TryGetProperty(name, out JsonElement array)
            || array.ValueKind != JsonValueKind.Array
        )
        {
            return false;
        }

        numbers = new long[array.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
        {
            JsonElement element = array[i];
            if (
                element.ValueKind != JsonValueKind.Number
                || !element.TryGetInt64(out numbers[i])
                || numbers[i] < 0
            )
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckNames(
        string path,
        Dictionary<string, Entry> entries,
        IReadOnlyList<NamedTensor> expected
    )
    {
        foreach (NamedTensor tensor in expected)
        {
            if (!entries.ContainsKey(tensor.Name))
            {
                throw Refusal(
                    path,
                    $"tensor {tensor.Name}: expected {tensor.Value.Shape()} numbers, found no such tensor among {Names(entries.Keys)}"
                );
            }
        }

        string[] extra = [.. entries.Keys.Except(expected.Select(tensor => tensor.Name))];
        if (extra.Length > 0)
        {
            throw Refusal(
                path,
                $"tensor {extra[0]}: found, but the network expects only {Names(expected.Select(tensor => tensor.Name))}"
            );
        }
    }

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? list : "none";

    private static void CheckEntry(string path, NamedTensor tensor, Entry entry, long dataLength)
    {
        if (entry.Type is not ("F64" or "F32"))
        {
            throw Refusal(
                path,
                $"tensor {tensor.Name}: expected numbers of type F64 or F32, found {entry.Type}"
            );
        }

        if (
            entry.Shape is not [var rows, var columns]
            || rows != tensor.Value.RowCount
            || columns != tensor.Value.ColumnCount
        )
        {
            throw Refusal(
                path,
                $"tensor {tensor.Name}: expected the shape {tensor.Value.Shape()}, found {string.Join('×', entry.Shape)}"
            );
        }

        long length = (long)entry.NumberBytes * tensor.Value.RowCount * tensor.Value.ColumnCount;
        if (entry.End < entry.Begin || entry.End - entry.Begin != length)
        {
            throw Refusal(
                path,
                $"tensor {tensor.Name}: expected {length} bytes for {tensor.Value.Shape()} numbers of type {entry.Type}, found the offsets {entry.Begin} to {entry.End}"
            );
        }

        if (entry.End > dataLength)
        {
            throw Refusal(
                path,
                $"tensor {tensor.Name}: expected its bytes up to {entry.End}, found only {dataLength}: the file is truncated or the offsets are wrong"
            );
        }
    }

    private static void CheckPlaces(string path, Dictionary<string, Entry> entries, long dataLength)
    {
        long end = 0;
        foreach ((string name, Entry entry) in entries.OrderBy(entry => entry.Value.Begin))
        {
            if (entry.Begin != end)
            {
                throw Refusal(
                    path,
                    $"tensor {name}: expected it to begin at byte {end}, where the one before ends, found {entry.Begin}"
                );
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw Refusal(
                path,
                $"expected {end} bytes of numbers, found {dataLength}: something follows the last tensor"
            );
        }
    }

    private static double[] ReadNumbers(
        string path,
        FileStream stream,
        long dataStart,
        string name,
        Entry entry
    )
    {
        var bytes = new byte[entry.End - entry.Begin];
        stream.Position = dataStart + entry.Begin;
        stream.ReadExactly(bytes);
        var numbers = new double[bytes.Length / entry.NumberBytes];
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes.AsSpan(i * entry.NumberBytes);
            numbers[i] =
                entry.Type == "F64"
                    ? BinaryPrimitives.ReadDoubleLittleEndian(at)
                    : BinaryPrimitives.ReadSingleLittleEndian(at);
            if (!double.IsFinite(numbers[i]))
            {
                throw Refusal(
                    path,
                    $"tensor {name}: expected finite numbers, found {numbers[i]} in row {i / entry.Shape[1]}, column {i % entry.Shape[1]}"
                );
            }
        }

        return numbers;
    }

    private static InvalidDataException Refusal(
        string path,
        string what,
        Exception? inner = null
    ) => new($"{path}: {what}.", inner);

    private sealed record Entry(string Type, long[] Shape, long Begin, long End)
    {
        public int NumberBytes => Type == "F64" ? sizeof(double) : sizeof(float);
    }
}
