using System.Text;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>The names of the pipes to the workers, which are files on Unix, there until the worker has come.</summary>
internal static partial class PipeFiles
{
    /// <summary>Longer than any worker needs to come.</summary>
    private static readonly TimeSpan s_mostToCome = TimeSpan.FromMinutes(10);

    private static int s_isFreed;

    /// <summary>A new name. Those of runs that were killed before their workers came are removed.</summary>
    public static string New()
    {
        string folder = Folder();
        if (!OperatingSystem.IsWindows() && Interlocked.Exchange(ref s_isFreed, 1) == 0)
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

    /// <summary>
    /// The folder for temporary files, or /tmp where that is missing or too long for the name of a socket, which has 104
    /// bytes or a few more. Windows has no file of a pipe.
    /// </summary>
    private static string Folder()
    {
        const int Longest = 50;
        string folder = Path.GetTempPath();
        return OperatingSystem.IsWindows() ? ""
            : Directory.Exists(folder) && Encoding.UTF8.GetByteCount(folder) <= Longest ? folder
            : "/tmp";
    }

    [GeneratedRegex(@"^notebooknet-[0-9]+-[a-z0-9]{8}\.[a-z0-9]{3}\z")]
    private static partial Regex OwnName();
}
