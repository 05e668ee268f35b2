namespace NotebookNet.Runner.Commands;

/// <summary>Where a path leads when every link in it is followed: two paths of one file have one.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; of what does not exist, without those of its folders.</summary>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static string Of(string path) => Of(Path.GetFullPath(path), 0);

    /// <summary>Whether a real path is that of a folder, or lies in it.</summary>
    public static bool IsIn(string path, string folder) =>
        path == folder
        || path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );

    /// <summary>Whether it is one of the links of /proc, which stand for files that are open and are not followed.</summary>
    public static bool IsOpenFile(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal);

    // Folder by folder: the ".." of a link is the folder above the real one.
    private static string Of(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not string folder)
        {
            return path;
        }

        folder = Of(folder, links);
        string own = Path.GetFullPath(Path.Combine(folder, Path.GetFileName(path)));
        if (IsOpenFile(own) || new FileInfo(own).LinkTarget is not string link)
        {
            return own;
        }

        return links < MostLinks
            ? Of(Path.Combine(folder, link), links + 1)
            : throw new IOException("its links go round in a circle.");
    }
}
