using System.Globalization;

namespace NotebookNet.Runner.Classroom;

/// <summary>What the processes of a namespace take, as its own /proc tells: none can leave it.</summary>
/// <param name="starter">The process that has made the namespace; its one child is the first process in it.</param>
/// <param name="scratch">The scratch folder, which is in memory: it has its own limit, and counts as memory.</param>
internal sealed class NamespaceUse(int starter, string scratch) : ISandboxUse
{
    /// <summary>The shell that is the first process, and the one that waits for the runner's end.</summary>
    private const int OwnProcesses = 2;

    private string? _root;

    public SandboxUse Read(int mostProcesses)
    {
        _root ??= Root();
        if (_root is null)
        {
            return default;
        }

        int processes = 0;
        int threads = 0;
        long memory = 0;
        foreach (string folder in Directory.EnumerateDirectories($"{_root}/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            {
                continue;
            }

            if (++processes > mostProcesses + OwnProcesses)
            {
                break;
            }

            (int ownThreads, long ownMemory) = Status(folder);
            threads += ownThreads;
            memory += ownMemory;
        }

        return new SandboxUse(
            Math.Max(0, processes - OwnProcesses),
            threads,
            memory + ScratchBytes()
        );
    }

    /// <summary>The root of the first process, once it has a /proc of its own: in that this process has no number.</summary>
    private string? Root()
    {
        string children = File.ReadAllText($"/proc/{starter}/task/{starter}/children").Trim();
        string root = $"/proc/{children}/root";
        return children.Length > 0 && !File.Exists($"{root}/proc/self/stat") ? root : null;
    }

    private static (int Threads, long Memory) Status(string folder)
    {
        int threads = 0;
        long kilobytes = 0;
        try
        {
            foreach (string line in File.ReadLines($"{folder}/status"))
            {
                if (
                    line.StartsWith("RssAnon:", StringComparison.Ordinal)
                    || line.StartsWith("RssShmem:", StringComparison.Ordinal)
                )
                {
                    kilobytes += Number(line);
                }
                else if (line.StartsWith("Threads:", StringComparison.Ordinal))
                {
                    threads = (int)Number(line);
                }
            }
        }
        catch (IOException)
        {
            // It has just ended.
        }

        return (threads, kilobytes << 10);
    }

    private static long Number(string line) =>
        long.Parse(
            string.Concat(line.Where(char.IsAsciiDigit)),
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );

    private long ScratchBytes()
    {
        DriveInfo drive = new(_root + scratch);
        return drive.TotalSize - drive.TotalFreeSpace;
    }
}
