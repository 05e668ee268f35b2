using System.IO.Enumeration;

namespace NotebookNet.Runner.Commands;

/// <summary>The notebooks that the paths of a command line mean.</summary>
internal static class NotebookFiles
{
    /// <summary>Each notebook's path, and its path below the folder or file that was named; what is named twice, once.</summary>
    /// <exception cref="UsageException">A path does not exist, or there is no notebook.</exception>
    public static IReadOnlyList<(string Path, string Relative)> Find(IEnumerable<string> paths)
    {
        List<(string Path, string Relative)> found = [];
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                found.Add((path, Path.GetFileName(path)));
            }
            else if (Directory.Exists(path))
            {
                found.AddRange(
                    InFolder(path)
                        .Order(StringComparer.Ordinal)
                        .Select(file => (file, Path.GetRelativePath(path, file)))
                );
            }
            else
            {
                throw new UsageException(
                    path.StartsWith('-')
                        ? $"Unrecognized option {path}."
                        : $"\"{path}\" does not exist."
                );
            }
        }

        return found.Count > 0
            ? [.. found.DistinctBy(file => Path.GetFullPath(file.Path))]
            : throw new UsageException("There is no notebook (.ipynb) in what was named.");
    }

    /// <summary>The notebooks in and below a folder, but for what is hidden. Links to folders are not followed: they may lead back.</summary>
    private static FileSystemEnumerable<string> InFolder(string folder) =>
        new(
            folder,
            (ref entry) => entry.ToSpecifiedFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
        )
        {
            ShouldIncludePredicate = (ref entry) =>
                !entry.IsDirectory
                && entry.FileName[0] != '.'
                && entry.FileName.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = (ref entry) =>
                entry.FileName[0] != '.'
                && (entry.Attributes & (FileAttributes.Hidden | FileAttributes.ReparsePoint)) == 0,
        };
}
