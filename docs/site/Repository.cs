namespace NotebookNet.Site;

/// <summary>The clone that the site is made from.</summary>
/// <param name="Root">Its top folder.</param>
/// <param name="Address">Where it can be seen in a browser, or null where nobody says so.</param>
internal sealed record Repository(string Root, string? Address)
{
    /// <summary>The clone that this program was built in. A workflow of GitHub says where it can be seen.</summary>
    public static Repository Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NotebookNet.sln")))
        {
            folder = folder.Parent;
        }

        string? server = Environment.GetEnvironmentVariable("GITHUB_SERVER_URL");
        string? name = Environment.GetEnvironmentVariable("GITHUB_REPOSITORY");
        return new Repository(
            folder?.FullName
                ?? throw new SiteException(
                    $"no folder above {AppContext.BaseDirectory} holds NotebookNet.sln"
                ),
            string.IsNullOrEmpty(server) || string.IsNullOrEmpty(name) ? null : $"{server}/{name}"
        );
    }

    /// <summary>The place of a file or folder of the repository, whose path has slashes and starts at the top.</summary>
    public string PathOf(string file) => Path.Combine(Root, file);

    public bool HasFile(string file) => File.Exists(PathOf(file));

    public bool HasFolder(string folder) => Directory.Exists(PathOf(folder));

    /// <summary>The files of a folder, in the order of their names.</summary>
    public IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(PathOf(folder), pattern)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
