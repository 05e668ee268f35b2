using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace NotebookNet.Site.Engine;

/// <summary>A pack of files: a `.tar.gz`, which a browser unpacks whatever the server says of it.</summary>
/// <param name="Url">Its name beside `files.json`, with what tells one version of it from another.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record EnginePack(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("bytes")] long Bytes
)
{
    /// <summary>Writes a pack: the same bytes for the same files.</summary>
    public static EnginePack Write(string path, IEnumerable<(string Name, string File)> files)
    {
        using (GZipStream compressed = new(File.Create(path), CompressionLevel.SmallestSize))
        using (TarWriter tar = new(compressed, TarEntryFormat.Ustar))
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

        string version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..16];
        return new EnginePack($"{Path.GetFileName(path)}?{version}", new FileInfo(path).Length);
    }
}
