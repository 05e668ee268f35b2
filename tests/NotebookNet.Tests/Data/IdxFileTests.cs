namespace NotebookNet.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_gives_dimensions_and_content_packed_or_not(bool packed)
    {
        byte[] file = TemporaryFolder.Idx(2050, [2, 3], [1, 2, 3, 4, 5, 6]);
        string path = _folder.Write("a.idx", packed ? TemporaryFolder.Gzip(file) : file);

        IdxFile read = IdxFile.Read(path, 2);

        Assert.Equal([2, 3], read.Dimensions.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Content);
    }

    [Fact]
    public void Read_names_a_missing_file()
    {
        string path = Path.Combine(_folder.Path, "none.gz");
        var error = Assert.Throws<FileNotFoundException>(() => IdxFile.Read(path, 1));
        Assert.Contains(path, error.Message);
        Assert.Equal(path, error.FileName);
    }

    [Fact]
    public void Read_rejects_an_empty_file() =>
        Rejects([], "ends at offset 0", "header of 16 bytes");

    [Fact]
    public void Read_rejects_another_magic_number() =>
        Rejects(TemporaryFolder.Labels(1, 2), "2051", "offset 0", "2049");

    [Fact]
    public void Read_rejects_another_type_of_values() =>
        Rejects(TemporaryFolder.Idx(0x0D03, [1, 1, 1], new byte[4]), "2051", "offset 0", "3331");

    [Fact]
    public void Read_rejects_a_file_that_ends_in_the_header() =>
        Rejects(TemporaryFolder.Images(1)[..11], "ends at offset 11", "header of 16 bytes");

    [Fact]
    public void Read_rejects_a_header_that_promises_more_than_the_file_holds() =>
        Rejects(
            TemporaryFolder.Idx(2051, [5, 2, 3], new byte[29]),
            "promises 5×2×3 values",
            "only 29",
            "offset 45"
        );

    [Theory]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(1_000_000_000u)]
    public void Read_takes_no_memory_for_what_only_the_header_promises(uint count)
    {
        byte[] file = TemporaryFolder.Idx(2051, [count, 28, 28], new byte[784]);
        string plain = _folder.Write("plain", file);
        string packed = _folder.Write("packed", TemporaryFolder.Gzip(file));
        long before = GC.GetAllocatedBytesForCurrentThread();

        foreach (string path in (string[])[plain, packed])
        {
            var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));
            Assert.Contains(path, error.Message);
            Assert.Contains($"promises {count}×28×28 values, but only 784", error.Message);
            Assert.Contains("offset 800", error.Message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_takes_no_memory_for_what_header_and_trailer_agree_to_promise_beyond_what_deflate_can()
    {
        byte[] file = TemporaryFolder.Gzip(
            TemporaryFolder.Idx(2051, [1_000_000, 28, 28], new byte[784])
        );
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), 784_000_016);
        string path = _folder.Write("lies", file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_rejects_two_to_the_power_31_images() =>
        Rejects(
            TemporaryFolder.Idx(2051, [0x8000_0000, 28, 28], new byte[784]),
            "size 2147483648 at offset 4"
        );

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 8)]
    [InlineData(2, 12)]
    public void Read_rejects_a_dimension_of_zero(int dimension, int offset)
    {
        uint[] dimensions = [2, 2, 3];
        dimensions[dimension] = 0;
        Rejects(
            TemporaryFolder.Idx(2051, dimensions, []),
            $"dimension {dimension + 1} has size 0 at offset {offset}"
        );
    }

    [Fact]
    public void Read_rejects_bytes_after_the_values() =>
        Rejects([.. TemporaryFolder.Images(2), 7, 7], "promises 2×2×3 values", "14 bytes follow");

    [Fact]
    public void Read_rejects_every_truncation_of_a_packed_file()
    {
        byte[] whole = TemporaryFolder.Gzip(TemporaryFolder.Images(20));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut.gz", whole[..length]);
            var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));
            Assert.Contains(path, error.Message);
            Assert.Contains("offset", error.Message.Replace("unpacked bytes", "offset"));
        }
    }

    [Fact]
    public void Read_rejects_every_damaged_byte_of_the_packed_data()
    {
        const int GzipHeader = 10;
        byte[] content = TemporaryFolder.Images(20);
        byte[] whole = TemporaryFolder.Gzip(content);
        for (int i = GzipHeader; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0xFF;
            string path = _folder.Write("damaged.gz", damaged);
            var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));
            Assert.Contains(path, error.Message);
        }
    }

    [Fact]
    public void Read_rejects_bytes_after_the_packed_data()
    {
        string path = _folder.Write(
            "a.gz",
            [.. TemporaryFolder.Gzip(TemporaryFolder.Images(2)), 1]
        );
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));
        Assert.Contains(path, error.Message);
        Assert.Contains("other bytes follow", error.Message);
    }

    private void Rejects(byte[] file, params string[] parts)
    {
        string plain = _folder.Write("plain", file);
        string packed = _folder.Write("packed", TemporaryFolder.Gzip(file));
        foreach (string path in (string[])[plain, packed])
        {
            var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, 3));
            foreach (string part in (string[])[path, .. parts])
            {
                Assert.Contains(part, error.Message);
            }
        }
    }
}
