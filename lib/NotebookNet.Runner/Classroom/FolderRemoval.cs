namespace NotebookNet.Runner.Classroom;

/// <summary>Deletes a folder in which somebody else's code has written: it may be closed, full of links, or deeper than a path may be long.</summary>
internal static class FolderRemoval
{
    private const UnixFileMode Open =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0 };

    /// <summary>Deletes it with all that is in it; of links only the links. What cannot be deleted stays.</summary>
    public static void Remove(string top)
    {
        Queue<string> folders = new([top]);
        Stack<string> emptied = [];
        while (folders.TryDequeue(out string? folder))
        {
            foreach (string child in Empty(folder))
            {
                string flat = child;
                if (folder != top)
                {
                    // Moved to the top its path is short.
                    flat = Path.Combine(top, Guid.NewGuid().ToString("N"));
                    Try(() => Directory.Move(child, flat));
                }

                folders.Enqueue(flat);
            }

            emptied.Push(folder);
        }

        foreach (string folder in emptied)
        {
            Try(() => Directory.Delete(folder));
        }
    }

    /// <summary>Deletes what is no folder in a folder.</summary>
    /// <returns>The folders that are left in it.</returns>
    private static List<string> Empty(string folder)
    {
        List<string> children = [];
        Try(() => MakeOpen(folder));
        Try(() =>
        {
            foreach (
                FileSystemInfo entry in new DirectoryInfo(folder)
                    .EnumerateFileSystemInfos("*", s_all)
                    .ToList()
            )
            {
                if (entry is DirectoryInfo && entry.LinkTarget is null)
                {
                    Try(() => MakeOpen(entry.FullName));
                    children.Add(entry.FullName);
                }
                else
                {
                    Try(entry.Delete);
                }
            }
        });
        return children;
    }

    private static void MakeOpen(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Open);
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is gone already, or belongs to somebody else.
        }
    }
}
