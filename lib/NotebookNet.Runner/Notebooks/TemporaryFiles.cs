using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Runner.Notebooks;

/// <summary>The files that become others when they are complete. Of those that a killed run has left, the next one frees the folder.</summary>
internal static partial class TemporaryFiles
{
    /// <summary>A file is locked by whoever writes it; only in the moment of its making it is not.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(10);

    private static readonly ConcurrentDictionary<string, bool> s_freed = [];

    /// <summary>The path of a new one. A name of its own: that of the file it will be may be as long as a name can be.</summary>
    public static string New(string folder)
    {
        if (s_freed.TryAdd(folder, true))
        {
            RemoveLeft(folder);
        }

        return Path.Combine(folder, $".notebooknet-{Path.GetRandomFileName()}");
    }

    /// <summary>Removes those that nobody writes any more.</summary>
    internal static void RemoveLeft(string folder)
    {
        EnumerationOptions all = new() { AttributesToSkip = 0 };
        foreach (
            string path in Directory
                .EnumerateFiles(folder, ".notebooknet-*", all)
                .Where(path => OwnName().IsMatch(Path.GetFileName(path)))
                .Where(path => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_moment)
                .Where(path => new FileInfo(path).LinkTarget is null)
                .Where(path => FileStatus.NoFile(path) is null)
        )
        {
            try
            {
                new FileStream(
                    path,
                    FileMode.Open,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    FileOptions.DeleteOnClose
                ).Dispose();
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it, or it is somebody else's.
            }
        }
    }

    [GeneratedRegex(@"^\.notebooknet-[a-z0-9]{8}\.[a-z0-9]{3}\z")]
    private static partial Regex OwnName();
}
