using System.Buffers.Binary;
using System.IO.Compression;

namespace NotebookNet.Tests.Data;

/// <summary>A folder that is gone after the test, and files in the IDX format to put there.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("notebooknet-data-").FullName;

    public static byte[] Idx(uint magic, uint[] dimensions, ReadOnlySpan<byte> content)
    {
        var file = new byte[4 + (4 * dimensions.Length) + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        content.CopyTo(file.AsSpan(4 + (4 * dimensions.Length)));
        return file;
    }

    /// <summary>Images of 2×3 pixels whose bytes count up from 0.</summary>
    public static byte[] Images(int count) =>
        Idx(2051, [(uint)count, 2, 3], [.. Enumerable.Range(0, count * 6).Select(i => (byte)i)]);

    public static byte[] Labels(params byte[] labels) => Idx(2049, [(uint)labels.Length], labels);

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public string Write(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
