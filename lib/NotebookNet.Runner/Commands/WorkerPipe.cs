using System.IO.Pipes;
using System.Text;

namespace NotebookNet.Runner.Commands;

/// <summary>The connection to a worker, which on Unix is a file as long as it lasts.</summary>
internal static class WorkerPipe
{
    /// <summary>The name of a socket has 104 bytes or a few more: what is left of them for the folder.</summary>
    private const int LongestFolder = 50;

    /// <summary>Creates the connection where that is possible: the folder for temporary files may be full, read-only, or too deep.</summary>
    /// <exception cref="IOException">It is possible nowhere.</exception>
    public static (string Name, NamedPipeServerStream Pipe) Create()
    {
        Exception? first = null;
        foreach (string folder in Folders())
        {
            try
            {
                string name = PipeFiles.New(folder);
                return (
                    name,
                    new NamedPipeServerStream(
                        name,
                        PipeDirection.InOut,
                        maxNumberOfServerInstances: 1,
                        PipeTransmissionMode.Byte,
                        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
                    )
                );
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }

        throw new IOException(
            $"there is no folder for temporary files: {string.Join(", ", Folders())}: {first?.Message}",
            first
        );
    }

    private static IEnumerable<string> Folders() =>
        OperatingSystem.IsWindows()
            ? [""]
            : new[]
            {
                Path.GetTempPath(),
                "/tmp",
                Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "",
                "/dev/shm",
            }
                .Where(folder =>
                    Directory.Exists(folder) && Encoding.UTF8.GetByteCount(folder) <= LongestFolder
                )
                .Select(folder => Path.TrimEndingDirectorySeparator(folder))
                .Distinct();
}
