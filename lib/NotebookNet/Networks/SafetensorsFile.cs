using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NotebookNet;

/// <summary>
/// The safetensors format: the length of the header (8 bytes, little-endian); the header, a JSON object that gives each
/// tensor's type, shape and place, padded with spaces; then the tensors' numbers, little-endian, row after row, without gaps
/// (https://huggingface.co/docs/safetensors).
/// </summary>
internal static class SafetensorsFile
{
    private const int Most = 100_000_000;
    private const string Metadata = "__metadata__";

    /// <summary>How texts within are written, and how strictly they are read.</summary>
    public static JsonSerializerOptions Json { get; } =
        new()
        {
            AllowDuplicateProperties = false,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };

    /// <summary>Writes tensors of 64-bit numbers.</summary>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, object metadata)
    {
        var entries = new OrderedDictionary<string, object> { [Metadata] = metadata };
        long end = 0;
        foreach ((string name, var value) in tensors)
        {
            entries[name] = Entry.Next(value, "F64", ref end);
        }

        string json = JsonSerializer.Serialize(entries, Json);
        byte[] header = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 7) / 8 * 8));
        if (header.Length > Most)
        {
            throw new InvalidOperationException(
                $"{path} was not written: its header would have {header.Length} bytes, of at most {Most}."
            );
        }

        AtomicFile.Write(
            path,
            stream =>
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                writer.Write(header.LongLength);
                writer.Write(header);
                foreach (double number in tensors.SelectMany(item => item.Value.ToRowMajorArray()))
                {
                    writer.Write(number);
                }
            }
        );
    }

    /// <summary>Reads a file that has just the tensors that are expected, in any order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">The tensors by the file's metadata; what it throws as a <see cref="FormatException"/> is said of the file.</param>
    public static Dictionary<string, Matrix<double>> Read(
        string path,
        Func<Dictionary<string, string>, IEnumerable<NamedTensor>> expected
    )
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            Dictionary<string, Entry> entries = Entries(reader, out var metadata);
            NamedTensor[] all = [.. expected(metadata)];
            HashSet<string> odd = [.. all.Select(tensor => tensor.Name)];
            string names = $"[{string.Join(", ", odd)}], found [{string.Join(", ", entries.Keys)}]";
            odd.SymmetricExceptWith(entries.Keys);
            Require(odd.Count == 0, $"tensor {odd.FirstOrDefault()}: expected {names}");
            var tensors = new Dictionary<string, Matrix<double>>();
            long length = reader.BaseStream.Length - reader.BaseStream.Position;
            long end = 0;
            var inOrder = all.OrderBy(item => entries[item.Name].DataOffsets.FirstOrDefault());
            foreach ((string name, var value) in inOrder)
            {
                Entry found = entries[name];
                var entry = Entry.Next(value, found.Dtype == "F32" ? "F32" : "F64", ref end);
                string at = $"tensor {name}: expected";
                Require($"{found}" == $"{entry}", $"{at} F64 or F32 as in {entry}, found {found}");
                Require(end <= length, $"{at} its bytes up to {end}, found only {length}");
                (int rows, int columns) = (value.RowCount, value.ColumnCount);
                var numbers = Enumerable
                    .Repeat(entry.Dtype == "F64", rows * columns)
                    .Select(wide => wide ? reader.ReadDouble() : reader.ReadSingle());
                tensors[name] = Matrix<double>.Build.DenseOfRowMajor(rows, columns, numbers);
                var bad = tensors[name].Find(number => !double.IsFinite(number));
                string where = Invariant($"{bad?.Item3} in row {bad?.Item1}, column {bad?.Item2}");
                Require(bad is null, $"{at} finite numbers, found {where}");
            }

            Require(end == length, $"expected {end} bytes of numbers, found {length}");
            return tensors;
        }
        catch (Exception refusal) when (refusal is FormatException or JsonException)
        {
            throw new InvalidDataException($"{path}: {refusal.Message}.", refusal.InnerException);
        }
    }

    private static Dictionary<string, Entry> Entries(
        BinaryReader reader,
        out Dictionary<string, string> metadata
    )
    {
        long rest = reader.BaseStream.Length - sizeof(ulong);
        Require(rest >= 0, $"expected the header's length in 8 bytes, found {rest + 8}");
        ulong length = reader.ReadUInt64();
        Require(length <= Most, $"expected a header of at most {Most} bytes, found {length}");
        Require((long)length <= rest, $"expected a header of {length} bytes, found only {rest}");
        byte[] json = reader.ReadBytes((int)length);
        var entries = Parse<Dictionary<string, JsonElement>>(json, "header");
        metadata = entries.Remove(Metadata, out JsonElement texts)
            ? Parse<Dictionary<string, string>>(JsonMarshal.GetRawUtf8Value(texts), Metadata)
            : [];
        return entries.ToDictionary(
            item => item.Key,
            item => Parse<Entry>(JsonMarshal.GetRawUtf8Value(item.Value), $"tensor {item.Key}")
        );
    }

    private static T Parse<T>(ReadOnlySpan<byte> json, string place)
    {
        try
        {
            return json is [(byte)'{', ..] && Utf8.IsValid(json)
                ? JsonSerializer.Deserialize<T>(json, Json)!
                : throw new JsonException("It is not UTF-8 that begins with '{'");
        }
        catch (JsonException reason)
        {
            string found = Encoding.UTF8.GetString(json[..Math.Min(json.Length, 200)]);
            string expected = $"{place}: expected dtype, shape and data_offsets in JSON";
            throw new FormatException($"{expected}, found {found} ({reason.Message})", reason);
        }
    }

    private static void Require(bool holds, string otherwise) =>
        _ = holds ? holds : throw new FormatException(otherwise);

    private sealed record Entry(string Dtype, long[] Shape, long[] DataOffsets)
    {
        public static Entry Next(Matrix<double> value, string type, ref long end)
        {
            long begin = end;
            end += (type == "F64" ? 8L : 4L) * value.RowCount * value.ColumnCount;
            return new(type, [value.RowCount, value.ColumnCount], [begin, end]);
        }

        public override string ToString() => JsonSerializer.Serialize(this, Json);
    }
}
