using System.Globalization;
using System.Xml;

namespace NotebookNet.Jupyter.Help;

/// <summary>The packages that lie on this machine: what can be had without a network.</summary>
/// <param name="folder">NuGet's folder of packages.</param>
internal sealed class PackageFolder(string folder)
{
    private const int Most = 200;

    /// <summary>The one that restoring uses where nothing else is configured.</summary>
    public static PackageFolder OfMachine =>
        new(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
                ? named
                : Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                    ".nuget",
                    "packages"
                )
        );

    /// <summary>The names of packages that begin with what has been typed.</summary>
    public IReadOnlyList<string> Names(string typed) =>
        [
            .. Entries(folder)
                .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(NameOf)
                .OfType<string>()
                .Take(Most),
        ];

    /// <summary>The versions of a package, the newest first.</summary>
    public IReadOnlyList<string> Versions(string package)
    {
        string name = package.Trim().ToLowerInvariant();
        return name.Length == 0 || name.IndexOfAny(['/', '\\']) >= 0 || name.StartsWith('.')
            ? []
            :
            [
                .. Entries(Path.Combine(folder, name))
                    .Where(version => IsThere(name, version))
                    .OrderByDescending(Numbers, Comparer<int[]>.Create(Compare))
                    .ThenBy(version => version.Contains('-', StringComparison.Ordinal))
                    .ThenByDescending(version => version, StringComparer.Ordinal),
            ];
    }

    /// <summary>A package as its author writes it: its folder's name is in small letters. Null where no version is whole.</summary>
    private string? NameOf(string name)
    {
        if (Versions(name) is not [string newest, ..])
        {
            return null;
        }

        try
        {
            using XmlReader reader = XmlReader.Create(SpecificationOf(name, newest));
            return
                reader.ReadToFollowing("id")
                && reader.ReadElementContentAsString() is { Length: > 0 } id
                ? id.Trim()
                : name;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            return name;
        }
    }

    private bool IsThere(string name, string version) =>
        File.Exists(SpecificationOf(name, version));

    private string SpecificationOf(string name, string version) =>
        Path.Combine(folder, name, version, $"{name}.nuspec");

    private static IEnumerable<string> Entries(string place)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(place).Select(entry => Path.GetFileName(entry)),
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
                .Select(part =>
                    int.TryParse(part, CultureInfo.InvariantCulture, out int number) ? number : 0
                ),
        ];

    private static int Compare(int[] one, int[] other) => one.AsSpan().SequenceCompareTo(other);
}
