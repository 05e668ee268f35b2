using System.Security.Cryptography;

namespace NotebookNet.Site.Engine;

/// <summary>The data sets of the course, which a page's cells read as files.</summary>
internal static class DataFiles
{
    private static readonly string[] s_kinds = [".csv", ".gz", ".png", ".safetensors"];

    /// <summary>Copies them into the site.</summary>
    /// <returns>Their paths and sizes, as `files.json` has them.</returns>
    public static object[] Copy(Repository repository, string site) =>
        [
            .. Directory
                .EnumerateDirectories(repository.PathOf("data"))
                .Order(StringComparer.Ordinal)
                .SelectMany(folder =>
                    repository.Files(Path.GetRelativePath(repository.Root, folder), "*")
                )
                .Where(file => s_kinds.Contains(Path.GetExtension(file)))
                .Select(path =>
                {
                    string place = Path.Combine(site, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                    File.Copy(repository.PathOf(path), place, overwrite: true);
                    byte[] content = File.ReadAllBytes(place);
                    return new
                    {
                        path,
                        bytes = content.Length,
                        sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
                    };
                }),
        ];
}
