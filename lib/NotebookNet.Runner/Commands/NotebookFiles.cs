using System.IO.Enumeration;
using NotebookNet.Session;

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
            found.AddRange(At(path, left));
        }

        return found.Count > 0
            ? [.. found.DistinctBy(file => Path.GetFullPath(file.Path))]
            : throw new UsageException("There is no notebook (.ipynb) in what was named.");
    }

    /// <summary>The notebook at a path, or those in and below the folder there; there may be none.</summary>
    /// <exception cref="UsageException">The path does not exist.</exception>
    public static IEnumerable<NotebookFile> At(string path, IReadOnlySet<string> except) =>
        File.Exists(path) ? [Look(path, Path.GetFileName(path))]
        : Directory.Exists(path)
            ? InFolder(path, path, except).OrderBy(file => file.Path, StringComparer.Ordinal)
        : throw new UsageException(
            path.StartsWith('-') ? $"Unrecognized option {path}." : $"\"{path}\" does not exist."
        );

    /// <summary>The notebooks in and below a folder, but for what is hidden. Links to folders are not followed: they may lead back.</summary>
    private static IEnumerable<NotebookFile> InFolder(
        string root,
        string folder,
        IReadOnlySet<string> except
    )
    {
        try
        {
            return
            [
                .. Entries(folder)
                    .Where(entry => !entry.IsFolder || !except.Contains(Real(entry.Path)))
                    .SelectMany(entry =>
                        entry.IsFolder ? InFolder(root, entry.Path, except)
                        : entry.Path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
                            ? [Look(entry.Path, Path.GetRelativePath(root, entry.Path))]
                        : []
                    ),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [new(folder, "", $"this folder cannot be read: {exception.Message}")];
        }
    }

    private static FileSystemEnumerable<(string Path, bool IsFolder)> Entries(string folder) =>
        new(
            folder,
            (ref entry) => (entry.ToSpecifiedFullPath(), entry.IsDirectory),
            new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 }
        )
        {
            ShouldIncludePredicate = (ref entry) =>
                entry.FileName[0] != '.'
                && !(
                    entry.IsDirectory
                    && (entry.Attributes & (FileAttributes.Hidden | FileAttributes.ReparsePoint))
                        != 0
                ),
        };

    private static NotebookFile Look(string path, string relative) =>
        new(path, relative, Trouble(path));

    private static string? Trouble(string path)
    {
        string real;
        try
        {
            real = RealPath.Of(path);
        }
        catch (IOException exception)
        {
            return exception.Message;
        }

        return FileStatus.NoFile(path) is string kind ? $"{kind}, not a file"
            : File.Exists(real) ? null
            : real != Path.GetFullPath(path) ? $"a link to {real}, which does not exist"
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
