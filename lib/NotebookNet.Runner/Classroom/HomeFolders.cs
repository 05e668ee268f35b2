namespace NotebookNet.Runner.Classroom;

/// <summary>What in somebody's home is nobody else's: keys, passwords, what programs know of the web.</summary>
internal static class HomeFolders
{
    private static readonly string[] s_names =
    [
        ".ssh",
        ".gnupg",
        ".aws",
        ".azure",
        ".kube",
        ".docker",
        ".config",
        ".netrc",
        ".git-credentials",
        ".npmrc",
        ".pypirc",
        ".bash_history",
        ".mozilla",
        "Documents",
        "Desktop",
        "Downloads",
    ];

    /// <summary>The folders and files that are there.</summary>
    public static IReadOnlyList<string> Secret =>
        [
            .. s_names
                .Select(name =>
                    Path.Combine(
                        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                        name
                    )
                )
                .Where(Path.Exists),
        ];
}
