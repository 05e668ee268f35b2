using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public sealed class NetworkFileTests : IDisposable
{
    private const string Good =
        """{"0.weight":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},"0.bias":{"dtype":"F64","shape":[1,1],"data_offsets":[8,16]}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooknet-");

    /// <summary>Header, number of bytes of numbers after it, and what the refusal must say.</summary>
    public static TheoryData<string, int, string> Malformed =>
        new()
        {
            { Good, 15, "tensor 0.bias: expected its bytes up to 16, found only 15" },
            { Good, 0, "tensor 0.weight: expected its bytes up to 8, found only 0" },
            { Good, 17, "expected 16 bytes of numbers, found 17" },
            { "", 0, "begins with '{'" },
            { "[]", 0, "begins with '{'" },
            { " " + Good, 16, "begins with '{'" },
            { "{\"0.weight\":", 0, "header: expected dtype, shape and data_offsets in JSON" },
            { Good + "x", 16, "header: expected dtype, shape and data_offsets in JSON" },
            {
                Good.Replace("0.bias", "\\ud800", StringComparison.Ordinal),
                16,
                "header: expected dtype, shape and data_offsets in JSON"
            },
            {
                Good.Replace("F64", "\\ud800", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected dtype"
            },
            {
                """{"0.weight":null,"0.bias":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""",
                8,
                "tensor 0.weight: expected dtype, shape and data_offsets in JSON, found null"
            },
            {
                Good.Replace("[1,1]", "null", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected dtype"
            },
            {
                Good.Replace("0.bias", "0.weight", StringComparison.Ordinal),
                16,
                "header: expected dtype, shape and data_offsets in JSON"
            },
            {
                Good.Replace("[0,8]", "[0,8],\"dtype\":\"F64\"", StringComparison.Ordinal),
                16,
                "Duplicate property 'dtype'"
            },
            {
                Good.Replace("[0,8]", "[0,9]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,9]}"
            },
            {
                Good.Replace("[0,8]", "[8,0]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,0]}"
            },
            {
                Good.Replace("[8,16]", "[0,8]", StringComparison.Ordinal),
                16,
                "tensor 0.bias: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("[8,16]", "[4,12]", StringComparison.Ordinal),
                16,
                "tensor 0.bias: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[4,12]}"
            },
            {
                Good.Replace("[8,16]", "[16,24]", StringComparison.Ordinal),
                24,
                "tensor 0.bias: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[16,24]}"
            },
            {
                Good.Replace("[0,8]", "[-8,0]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[-8,0]}"
            },
            {
                Good.Replace("[0,8]", "[0,8,16]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8,16]}"
            },
            {
                Good.Replace("[0,8]", "[0,8.5]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected dtype"
            },
            {
                Good.Replace("[0,8]", "\"0,8\"", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected dtype"
            },
            {
                Good.Replace(
                    "[8,16]",
                    "[9223372036854775800,9223372036854775807]",
                    StringComparison.Ordinal
                ),
                16,
                "tensor 0.bias: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[9223372036854775800,9223372036854775807]}"
            },
            {
                Good.Replace(
                    "[8,16]",
                    "[9223372036854775799,9223372036854775807]",
                    StringComparison.Ordinal
                ),
                16,
                "tensor 0.bias: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[8,16]}, found {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[9223372036854775799,9223372036854775807]}"
            },
            {
                """{"0.weight":7,"0.bias":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}""",
                8,
                "tensor 0.weight: expected dtype"
            },
            {
                """{"0.weight":{"dtype":"F64"},"0.bias":{}}""",
                8,
                "tensor 0.weight: expected dtype"
            },
            {
                Good.Replace("F64", "I64", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("F64", "BF16", StringComparison.Ordinal),
                16,
                "found {\"dtype\":\"BF16\",\"shape\":[1,1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("F64", "F32", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}, found {\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("[1,1]", "[1,2]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("[1,1]", "[1]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("[1,1]", "[1,1,1]", StringComparison.Ordinal),
                16,
                "tensor 0.weight: expected F64 or F32 as in {\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]}, found {\"dtype\":\"F64\",\"shape\":[1,1,1],\"data_offsets\":[0,8]}"
            },
            {
                Good.Replace("0.bias", "0.b", StringComparison.Ordinal),
                16,
                "tensor 0.bias: expected [0.weight, 0.bias], found [0.weight, 0.b]"
            },
            { "{}", 0, "tensor 0.weight: expected [0.weight, 0.bias], found []" },
            {
                Good[..^1]
                    + ""","1.weight":{"dtype":"F64","shape":[1,1],"data_offsets":[16,24]}}""",
                24,
                "tensor 1.weight: expected [0.weight, 0.bias], found [0.weight, 0.bias, 1.weight]"
            },
        };

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_saved_is_loaded_bit_for_bit()
    {
        Network saved = SmallNetworks.Deep(seed: 1);
        new Trainer(saved, new SGD(0.1)) { Epochs = 2, BatchSize = 10 }.Train(
            SmallNetworks.TwoClasses(50)
        );
        saved.Save(PathOf("network.safetensors"));
        Network loaded = SmallNetworks.Deep(seed: 2);
        loaded.Load(PathOf("network.safetensors"));
        Assert.Equal(SmallNetworks.NumbersOf(saved), SmallNetworks.NumbersOf(loaded));
        Matrix<double> input = SmallNetworks.TwoClasses(7, seed: 3).ToBatch().Input;
        Assert.Equal(saved.Predict(input), loaded.Predict(input));
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_beside_it()
    {
        string path = PathOf("network.safetensors");
        File.WriteAllText(path, "something else");
        Network network = SmallNetworks.Deep();
        network.Save(path);
        network.Save(path);
        network.Load(path);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void A_file_of_another_writer_is_loaded_row_by_row()
    {
        Network network = TwoLayers();
        network.Load(ReferenceFiles.PathOf("network.safetensors"));
        Assert.Equal(
            Matrix<double>.Build.DenseOfRowArrays([0.1, -2.0], [3.5, 1e-300], [-0.0, 6.02e23]),
            network.Parameters[0].Value
        );
        Assert.Equal(
            Matrix<double>.Build.DenseOfRowArrays([
                [1.0 / 3, -1.0 / 7],
            ]),
            network.Parameters[1].Value
        );
        Assert.Equal(
            Matrix<double>.Build.DenseOfRowArrays([1.5, -2.5], [0.125, 1024.0]),
            network.Parameters[2].Value
        );
        Assert.Equal(
            Matrix<double>.Build.DenseOfRowArrays([
                [0.5, -0.25],
            ]),
            network.Parameters[3].Value
        );
    }

    [Fact]
    public void A_saved_file_follows_the_formats_rules()
    {
        Network network = SmallNetworks.Deep();
        network.Save(PathOf("network.safetensors"));
        byte[] bytes = File.ReadAllBytes(PathOf("network.safetensors"));
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(8, length));
        long end = 0;
        foreach (JsonProperty tensor in header.RootElement.EnumerateObject())
        {
            if (tensor.Name == "__metadata__")
            {
                Assert.All(
                    tensor.Value.EnumerateObject(),
                    entry => Assert.Equal(JsonValueKind.String, entry.Value.ValueKind)
                );
                continue;
            }

            Assert.Equal("F64", tensor.Value.GetProperty("dtype").GetString());
            JsonElement shape = tensor.Value.GetProperty("shape");
            JsonElement offsets = tensor.Value.GetProperty("data_offsets");
            int columns = shape[1].GetInt32();
            Assert.Equal(end, offsets[0].GetInt64());
            end = offsets[1].GetInt64();
            Matrix<double> value = network.Tensors.Single(item => item.Name == tensor.Name).Value;
            Assert.Equal((value.RowCount, value.ColumnCount), (shape[0].GetInt32(), columns));
            for (int row = 0; row < value.RowCount; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    int at = 8 + length + offsets[0].GetInt32() + (8 * ((row * columns) + column));
                    Assert.Equal(
                        value[row, column],
                        BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at))
                    );
                }
            }
        }

        Assert.Equal(bytes.Length, 8 + length + end);
        Assert.Equal(
            [
                "0.weight",
                "0.bias",
                "1.gamma",
                "1.beta",
                "1.running_mean",
                "1.running_variance",
                "4.weight",
                "4.bias",
            ],
            header.RootElement.EnumerateObject().Select(entry => entry.Name).Skip(1)
        );
    }

    [Fact]
    public async Task Python_reads_a_saved_file_by_the_formats_rules()
    {
        Assert.SkipUnless(HasPython(), "python3 is not on the path");
        Network network = SmallNetworks.Deep();
        network.Save(PathOf("network.safetensors"));
        var start = new ProcessStartInfo("python3")
        {
            ArgumentList =
            {
                ReferenceFiles.PathOf("safetensors.py"),
                "read",
                PathOf("network.safetensors"),
            },
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        using JsonDocument read = JsonDocument.Parse(output);
        JsonElement tensors = read.RootElement.GetProperty("tensors");
        Assert.Equal(network.Tensors.Count, tensors.EnumerateObject().Count());
        foreach (NamedTensor tensor in network.Tensors)
        {
            JsonElement found = tensors.GetProperty(tensor.Name);
            Assert.Equal(tensor.Value.RowCount, found.GetProperty("shape")[0].GetInt32());
            Assert.Equal(tensor.Value.ColumnCount, found.GetProperty("shape")[1].GetInt32());
            Assert.Equal(
                tensor.Value.ToRowMajorArray(),
                found
                    .GetProperty("numbers")
                    .EnumerateArray()
                    .Select(number => FromHexadecimal(number.GetString()!))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Load_refuses_what_is_malformed_and_changes_nothing(
        string header,
        int dataLength,
        string message
    ) => Refuses(FileOf(header, new byte[dataLength]), message);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Load_refuses_a_file_without_a_headers_length(int length) =>
        Refuses(new byte[length], $"expected the header's length in 8 bytes, found {length}");

    [Fact]
    public void Load_refuses_a_header_that_is_longer_than_the_file_or_the_format_allows()
    {
        byte[] bytes = FileOf(Good, new byte[16]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)bytes.Length - 7);
        Refuses(
            bytes,
            FormattableString.Invariant(
                $"expected a header of {bytes.Length - 7} bytes, found only {bytes.Length - 8}"
            )
        );
        Refuses(bytes[..40], "bytes, found only 32");
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 100_000_001);
        Refuses(bytes, "at most 100000000 bytes, found 100000001");
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        Refuses(bytes, "found 18446744073709551615");
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Good.Length - 1);
        Refuses(bytes, "header: expected dtype, shape and data_offsets in JSON");
    }

    [Fact]
    public void Load_refuses_numbers_that_are_none()
    {
        byte[] data = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(data, 1);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), double.NaN);
        Refuses(
            FileOf(Good, data),
            "tensor 0.bias: expected finite numbers, found NaN in row 0, column 0"
        );
    }

    [Fact]
    public void Load_refuses_invalid_utf_8()
    {
        byte[] bytes = FileOf(Good, new byte[16]);
        bytes[10] = 0xFF;
        Refuses(bytes, "header: expected dtype, shape and data_offsets in JSON");
    }

    [Fact]
    public void A_network_of_another_shape_or_depth_is_refused()
    {
        string path = PathOf("network.safetensors");
        TwoLayers().Save(path);
        Network other = SmallNetworks.Deep();
        double[] before = SmallNetworks.NumbersOf(other);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            other.Load(path)
        );
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("1.gamma", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, SmallNetworks.NumbersOf(other));
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_said()
    {
        Network network = SmallNetworks.Deep();
        Assert.Throws<FileNotFoundException>(() => network.Load(PathOf("none")));
        Assert.Throws<DirectoryNotFoundException>(() =>
            network.Save(PathOf(Path.Combine("none", "network")))
        );
        Assert.Throws<ArgumentException>(() => network.Save(""));
        Assert.Throws<ArgumentException>(() => network.Load(""));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void A_network_that_is_not_finite_is_not_saved_and_the_old_file_stays()
    {
        string path = PathOf("network.safetensors");
        Network network = SmallNetworks.Deep();
        network.Save(path);
        byte[] before = File.ReadAllBytes(path);
        network.Parameters[1].Value[0, 3] = double.NaN;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            network.Save(path)
        );
        Assert.Contains("0.bias", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    private static Network TwoLayers()
    {
        Random random = RandomNumbers.Create(1);
        return new Network(
            3,
            [
                new Affine(3, 2, Initializer.Normal(1), random),
                new Affine(2, 2, Initializer.Normal(1), random),
            ],
            new SoftmaxCrossEntropy()
        );
    }

    private static byte[] FileOf(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }

    private void Refuses(byte[] content, string message)
    {
        string path = PathOf("bad.safetensors");
        File.WriteAllBytes(path, content);
        Network network = SmallNetworks.OneWeight();
        network.Parameters[0].Value[0, 0] = 0.25;
        double[] before = SmallNetworks.NumbersOf(network);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            network.Load(path)
        );
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, SmallNetworks.NumbersOf(network));
    }

    private static bool HasPython()
    {
        string name = OperatingSystem.IsWindows() ? "python3.exe" : "python3";
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(part => File.Exists(Path.Combine(part, name)));
    }

    /// <summary>A number as Python's <c>float.hex</c> writes it, such as -0x1.8p+1.</summary>
    private static double FromHexadecimal(string text)
    {
        string digits = text.TrimStart('-');
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int power = digits.IndexOf('p', StringComparison.Ordinal);
        long mantissa = long.Parse(
            digits[2..point] + digits[(point + 1)..power],
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
        int exponent = int.Parse(digits[(power + 1)..], CultureInfo.InvariantCulture);
        double size = Math.ScaleB(mantissa, exponent - (4 * (power - point - 1)));
        return text[0] == '-' ? -size : size;
    }
}
