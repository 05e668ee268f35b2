namespace NotebookNet.Runner.Classroom;

/// <summary>How much lies in a folder. Links count as what they are, not as what they lead to.</summary>
internal static class FolderSize
{
    private static readonly EnumerationOptions s_all = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
    };

    /// <summary>The bytes of all files, and the number of files and folders.</summary>
    public static (long Bytes, int Files) Of(string folder)
    {
        long bytes = 0;
        int files = 0;
        Stack<string> open = new([folder]);
        while (open.TryPop(out string? next))
        {
            try
            {
                foreach (
                    FileSystemInfo entry in new DirectoryInfo(next).EnumerateFileSystemInfos(
                        "*",
                        s_all
                    )
                )
                {
                    files++;
                    if (entry.LinkTarget is not null)
                    {
                        continue;
                    }

                    if (entry is FileInfo file)
                    {
                        bytes += file.Length;
                    }
                    else
                    {
                        open.Push(entry.FullName);
                    }
                }
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                // It has just gone.
            }
        }

        return (bytes, files);
    }
}
