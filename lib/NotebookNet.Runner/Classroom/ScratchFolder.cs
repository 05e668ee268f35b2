using NotebookNet.Runner.Commands;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// A private folder for a student's cells that looks as if the assignment's folder lay in it: beside it what lies beside the
/// assignment's, in it the assignment's files but no notebook. It is gone when it is disposed of, whatever the cells have made in it.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>How the name of each begins.</summary>
    public const string Prefix = "notebooknet-scratch-";

    /// <summary>What is larger is not copied, but linked to.</summary>
    private const long LargestCopy = 1 << 20;

    /// <summary>Files are linked to when this much has been copied.</summary>
    private const long MostCopied = 32 << 20;

    private static readonly EnumerationOptions s_visible = new()
    {
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = true,
    };

    /// <summary>What lies beside a folder in one of these is anybody's.</summary>
    private static readonly string[] s_shared = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run"];

    private readonly List<string> _readable = [];
    private long _copied;

    private ScratchFolder(string root, string cells)
    {
        Root = root;
        Cells = cells;
    }

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>The folder in it that stands for the assignment's: the working directory of the cells.</summary>
    public string Cells { get; }

    /// <summary>The real files and folders to which links in it lead.</summary>
    public IReadOnlyList<string> Readable => _readable;

    /// <summary>Makes one.</summary>
    /// <param name="assignmentFolder">The folder of the assignment's notebook.</param>
    /// <param name="hidden">Files and folders of which nothing shall be in it.</param>
    public static ScratchFolder For(string assignmentFolder, IEnumerable<string> hidden)
    {
        string real = RealPath.Of(assignmentFolder);
        string root = RealPath.Of(Directory.CreateTempSubdirectory(Prefix).FullName);
        string name = Path.GetFileName(real) is { Length: > 0 } own ? own : "notebooks";
        ScratchFolder scratch = new(
            root,
            Directory.CreateDirectory(Path.Combine(root, name)).FullName
        );
        string[] leftOut = [.. hidden.Select(RealPath.Of)];
        if (
            Directory.GetParent(real) is DirectoryInfo parent
            && !s_shared.Contains(parent.FullName)
            && parent.FullName != Path.GetDirectoryName(root)
        )
        {
            scratch.LinkSiblings(parent, [.. leftOut, real]);
        }

        scratch.Mirror(
            new DirectoryInfo(real),
            scratch.Cells,
            // The folder itself may be hidden, or lie in one that is.
            [.. leftOut.Where(path => !RealPath.IsIn(real, path))]
        );
        return scratch;
    }

    public void Dispose() => FolderRemoval.Remove(Root);

    /// <summary>Links to what lies beside the assignment's folder.</summary>
    private void LinkSiblings(DirectoryInfo parent, IReadOnlyList<string> leftOut)
    {
        foreach (
            FileSystemInfo sibling in parent
                .EnumerateFileSystemInfos("*", s_visible)
                .Where(sibling => !IsLeftOut(sibling, leftOut))
        )
        {
            Link(sibling, Path.Combine(Root, sibling.Name));
        }
    }

    /// <summary>Copies a folder's files, links to the large ones, and goes on with the folders in it.</summary>
    private void Mirror(DirectoryInfo folder, string copy, IReadOnlyList<string> leftOut)
    {
        foreach (
            FileSystemInfo entry in folder
                .EnumerateFileSystemInfos("*", s_visible)
                .Where(entry => !IsLeftOut(entry, leftOut))
        )
        {
            string target = Path.Combine(copy, entry.Name);
            if (entry.LinkTarget is null && entry is DirectoryInfo child)
            {
                Directory.CreateDirectory(target);
                Mirror(child, target, leftOut);
            }
            else if (
                entry.LinkTarget is null
                && entry is FileInfo { Length: <= LargestCopy } file
                && _copied + file.Length <= MostCopied
            )
            {
                _copied += file.Length;
                file.CopyTo(target);
            }
            else
            {
                Link(entry, target);
            }
        }
    }

    private void Link(FileSystemInfo entry, string link)
    {
        string real = RealPath.Of(entry.FullName);
        _readable.Add(real);
        if (Directory.Exists(real))
        {
            Directory.CreateSymbolicLink(link, real);
        }
        else
        {
            File.CreateSymbolicLink(link, real);
        }
    }

    private static bool IsLeftOut(FileSystemInfo entry, IReadOnlyList<string> leftOut)
    {
        string real = RealPath.Of(entry.FullName);
        return IsNotebook(entry.Name)
            || IsNotebook(real)
            || leftOut.Any(folder => RealPath.IsIn(real, folder))
            || FileStatus.NoFile(real) is not null;
    }

    private static bool IsNotebook(string name) =>
        name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);
}
