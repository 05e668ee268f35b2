namespace NotebookNet.Runner.Classroom;

/// <summary>Where earlier versions of the teacher's files are: in the folder `.git` of one that holds them.</summary>
internal static class HistoryFolders
{
    private const string Name = ".git";

    /// <summary>The folders and files of that name in the folders above a file.</summary>
    public static IEnumerable<string> Of(string path)
    {
        for (
            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            folder is not null;
            folder = Path.GetDirectoryName(folder)
        )
        {
            string history = Path.Combine(folder, Name);
            if (Path.Exists(history))
            {
                yield return history;
            }
        }
    }
}
