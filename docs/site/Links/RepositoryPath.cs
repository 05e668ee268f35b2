namespace NotebookNet.Site.Links;

/// <summary>Paths in the repository: with slashes, from its top.</summary>
internal static class RepositoryPath
{
    /// <summary>The folder of a file; empty for the top.</summary>
    public static string FolderOf(string file) =>
        file.LastIndexOf('/') is int slash and >= 0 ? file[..slash] : "";

    /// <summary>Where a relative path leads from a folder, or null where it leaves the repository.</summary>
    public static string? Combine(string folder, string path)
    {
        List<string> parts = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>The way from a file to another.</summary>
    public static string Relative(string from, string to)
    {
        string[] start = FolderOf(from).Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] end = to.Split('/');
        int common = 0;
        while (common < start.Length && common < end.Length - 1 && start[common] == end[common])
        {
            common++;
        }

        return string.Concat(Enumerable.Repeat("../", start.Length - common))
            + string.Join('/', end[common..]);
    }
}
