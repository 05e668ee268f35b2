namespace NotebookNet.Runner.Commands;

/// <summary>Where a path leads when every link in it is followed: two paths of one file have one.</summary>
internal static class RealPath
{
    /// <summary>The path without links; of what does not exist, without those of its folders.</summary>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not string folder)
        {
            return full;
        }

        string own = Path.Combine(Of(folder), Path.GetFileName(full));
        FileSystemInfo entry = new FileInfo(own);
        return
            entry.LinkTarget is not null
            && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Of(target.FullName)
            : own;
    }
}
