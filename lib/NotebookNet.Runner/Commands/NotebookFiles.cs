namespace NotebookNet.Runner.Commands;

/// <summary>The notebooks that the paths of a command line mean.</summary>
internal static class NotebookFiles
{
    /// <summary>Each notebook's path, and its path below the folder or file that was named.</summary>
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
                EnumerationOptions options = new() { RecurseSubdirectories = true };
                IEnumerable<string> files = Directory
                    .EnumerateFiles(path, "*.ipynb", options)
                    .Where(file =>
                        !Path.GetRelativePath(path, file)
                            .Split('/', '\\')
                            .Any(part => part[0] == '.')
                    )
                    .Order(StringComparer.Ordinal);
                found.AddRange(files.Select(file => (file, Path.GetRelativePath(path, file))));
            }
            else
            {
                throw new UsageException(
                    path.StartsWith('-')
                        ? $"Unrecognized option {path}."
                        : $"{path} does not exist."
                );
            }
        }

        return found.Count > 0
            ? found
            : throw new UsageException("There is no notebook (.ipynb) in what was named.");
    }
}
