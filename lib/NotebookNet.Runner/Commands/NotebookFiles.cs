using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>The notebooks that the paths of a command line mean.</summary>
internal static class NotebookFiles
{
    /// <summary>Each notebook, what is named twice, once. A folder that cannot be read is in its notebooks' place.</summary>
    /// <param name="paths">Notebooks, or folders of them.</param>
    /// <param name="except">Folders that are left out where they are below one that is named.</param>
    /// <exception cref="UsageException">A path does not exist, or there is no notebook.</exception>
    public static IReadOnlyList<NotebookFile> Find(
        IEnumerable<string> paths,
        params IEnumerable<string?> except
    )
    {
        HashSet<string> left = [.. except.OfType<string>().Select(Real)];
        List<NotebookFile> found = [];
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                found.Add(Look(path, Path.GetFileName(path)));
            }
            else if (Directory.Exists(path))
            {
                found.AddRange(
                    InFolder(path, path, left).OrderBy(file => file.Path, StringComparer.Ordinal)
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
    private static IEnumerable<NotebookFile> InFolder(
        string root,
        string folder,
        IReadOnlySet<string> except
    )
    {
        string relative = Path.GetRelativePath(root, folder);
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos(
                "*",
                new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 }
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                new NotebookFile(
                    folder,
                    relative,
                    $"this folder cannot be read: {exception.Message}"
                ),
            ];
        }

        return entries
            .Where(entry => entry.Name[0] != '.')
            .SelectMany(entry =>
            {
                string path = Path.Combine(folder, entry.Name);
                if ((entry.Attributes & FileAttributes.Directory) != 0)
                {
                    return
                        (entry.Attributes & (FileAttributes.Hidden | FileAttributes.ReparsePoint))
                            != 0
                        || except.Contains(Real(path))
                        ? []
                        : InFolder(root, path, except);
                }

                return entry.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
                    ? [Look(path, Path.GetRelativePath(root, path))]
                    : (IEnumerable<NotebookFile>)[];
            });
    }

    private static NotebookFile Look(string path, string relative) =>
        new(path, relative, Trouble(path));

    private static string? Trouble(string path)
    {
        try
        {
            _ = RealPath.Of(path);
        }
        catch (IOException exception)
        {
            return exception.Message;
        }

        return FileStatus.NoFile(path) is string kind ? $"{kind}, not a file"
            : File.Exists(path) ? null
            : new FileInfo(path).LinkTarget is string target
                ? $"a link to {target}, which does not exist"
            : path.Contains('\uFFFD') ? "its name is not UTF-8"
            : "it does not exist any more";
    }

    private static string Real(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (IOException)
        {
            return Path.GetFullPath(path);
        }
    }
}
