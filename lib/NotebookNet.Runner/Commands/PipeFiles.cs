using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Runner.Commands;

/// <summary>The names of the pipes to the workers, which are files on Unix, there until the worker has come.</summary>
internal static partial class PipeFiles
{
    /// <summary>Longer than any worker needs to come.</summary>
    private static readonly TimeSpan s_mostToCome = TimeSpan.FromMinutes(10);

    private static readonly ConcurrentDictionary<string, bool> s_freed = [];

    /// <summary>A new name in a folder. Those of runs that were killed before their workers came are removed.</summary>
    public static string New(string folder)
    {
        if (!OperatingSystem.IsWindows() && s_freed.TryAdd(folder, true))
        {
            RemoveLeft(folder);
        }

        return Path.Combine(
            folder,
            Invariant($"notebooknet-{Environment.ProcessId}-{Path.GetRandomFileName()}")
        );
    }

    /// <summary>Removes the file of a pipe that both ends have opened.</summary>
    public static void Remove(string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(name);
        }
    }

    internal static void RemoveLeft(string folder)
    {
        EnumerationOptions all = new() { AttributesToSkip = 0 };
        foreach (string path in Directory.EnumerateFiles(folder, "notebooknet-*", all))
        {
            try
            {
                if (
                    OwnName().IsMatch(Path.GetFileName(path))
                    && FileStatus.Of(path)?.Kind == FileKind.Socket
                    && DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_mostToCome
                )
                {
                    File.Delete(path);
                }
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }
    }

    [GeneratedRegex(@"^notebooknet-[0-9]+-[a-z0-9]{8}\.[a-z0-9]{3}\z")]
    private static partial Regex OwnName();
}
