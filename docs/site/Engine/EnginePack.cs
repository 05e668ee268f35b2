using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ZstdSharp;

namespace NotebookNet.Site.Engine;

/// <summary>An archive `.tar.zst` of files that the engine of a page fetches. Browsers can unpack gzip themselves, but it would be larger.</summary>
/// <param name="Url">Its file beside `files.json`, with what tells one version of it from another.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Size">The size of what it unpacks to.</param>
internal sealed record EnginePack(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("size")] long Size
)
{
    private const int Level = 19;

    /// <summary>Writes a pack: the same bytes for the same files.</summary>
    /// <param name="path">Where.</param>
    /// <param name="files">The names in it, and the files.</param>
    public static EnginePack Write(string path, IEnumerable<(string Name, string File)> files)
    {
        using MemoryStream archive = new();
        using (TarWriter tar = new(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, string file) in files)
            {
                byte[] content = File.ReadAllBytes(file);
                UnusedResources.Blank(content);
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = new MemoryStream(content),
                        ModificationTime = DateTimeOffset.UnixEpoch,
                    }
                );
            }
        }

        using Compressor compressor = new(Level);
        ReadOnlySpan<byte> pack = compressor.Wrap(
            archive.GetBuffer().AsSpan(0, (int)archive.Length)
        );
        File.WriteAllBytes(path, pack);
        string version = Convert.ToHexStringLower(SHA256.HashData(pack))[..16];
        return new EnginePack($"{Path.GetFileName(path)}?{version}", pack.Length, archive.Length);
    }
}
