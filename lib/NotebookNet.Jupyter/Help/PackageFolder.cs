using System.Xml;

namespace NotebookNet.Jupyter.Help;

/// <summary>The packages that lie on this machine: what can be had without a network.</summary>
internal static class PackageFolder
{
    private const int Most = 200;

    private static string Folder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages"
            );

    /// <summary>The names of packages that begin with what has been typed.</summary>
    public static IReadOnlyList<string> Names(string typed) =>
        [
            .. Entries(Folder)
                .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(NameOf)
                .OfType<string>()
                .Take(Most),
        ];

    /// <summary>The versions of a package, the newest first.</summary>
    public static IReadOnlyList<string> Versions(string package)
    {
        string name = package.Trim().ToLowerInvariant();
        return name.Length == 0 || name.IndexOfAny(['/', '\\']) >= 0 || name.StartsWith('.')
            ? []
            :
            [
                .. Entries(Path.Combine(Folder, name))
                    .Where(version => IsThere(name, version))
                    .OrderByDescending(Numbers, Comparer<int[]>.Create(Compare))
                    .ThenBy(version => version.Contains('-', StringComparison.Ordinal))
                    .ThenByDescending(version => version, StringComparer.Ordinal),
            ];
    }

    /// <summary>A package as its author writes it: its folder's name is in small letters. Null where no version is whole.</summary>
    private static string? NameOf(string folder)
    {
        if (Versions(folder) is not [string newest, ..])
        {
            return null;
        }

        try
        {
            using XmlReader reader = XmlReader.Create(SpecificationOf(folder, newest));
            return
                reader.ReadToFollowing("id")
                && reader.ReadElementContentAsString() is { Length: > 0 } id
                ? id.Trim()
                : folder;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            return folder;
        }
    }

    private static bool IsThere(string name, string version) =>
        File.Exists(SpecificationOf(name, version));

    private static string SpecificationOf(string name, string version) =>
        Path.Combine(Folder, name, version, $"{name}.nuspec");

    private static IEnumerable<string> Entries(string folder)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(folder).Select(entry => Path.GetFileName(entry)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int[] Numbers(string version) =>
        [
            .. version
                .Split('-', '+')[0]
                .Split('.')
                .Select(part => int.TryParse(part, out int number) ? number : 0),
        ];

    private static int Compare(int[] one, int[] other) => one.AsSpan().SequenceCompareTo(other);
}
