using System.Runtime.InteropServices;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Notebooks;

/// <summary>
/// Writes files that are, at every moment, what they were or what they become: a temporary file beside is moved into place. A link
/// stays one, its target is replaced; the mode stays and, on Linux and where one may, the owner. A pipe or a device is written into.
/// </summary>
internal static partial class AtomicFile
{
    private const UnixFileMode Writable = (UnixFileMode)0b010_010_010;

    /// <summary>Tries whether <see cref="Write"/> would do, without changing the file. Its folder is created where there is none.</summary>
    /// <exception cref="IOException">The file is read-only, is a folder, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void CheckWritable(string path)
    {
        (string target, _, uint[] status) = Look(path);
        if (!IsWrittenInto(target, status))
        {
            File.Create(Temporary(target), 1, FileOptions.DeleteOnClose).Dispose();
        }
    }

    /// <summary>Replaces the content of <paramref name="path"/>, creating its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written (a full disk); what was there is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        (string target, FileStreamOptions options, uint[] status) = Look(path);
        if (IsWrittenInto(target, status))
        {
            using FileStream stream = new(target, FileMode.Append);
            stream.Write(content);
            return;
        }

        string temporary = Temporary(target);
        try
        {
            using (FileStream stream = new(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && options.UnixCreateMode is UnixFileMode mode)
            {
                if (status.Length > 0)
                {
                    // Each by itself: of a file of somebody else's one may perhaps keep the group.
                    _ = SetOwner(temporary, status[5], ~0u);
                    _ = SetOwner(temporary, ~0u, status[6]);
                }

                File.SetUnixFileMode(temporary, mode);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Where a path leads, how the file there is created anew, and its status: empty where there is none or it is not known.</summary>
    private static (string Target, FileStreamOptions Options, uint[] Status) Look(string path)
    {
        string target = RealPath.Of(path);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(target))
        {
            throw new IOException("there is a folder of that name.");
        }

        if (
            (options.UnixCreateMode & Writable) == 0
            || (
                OperatingSystem.IsWindows()
                && File.Exists(target)
                && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)
            )
        )
        {
            throw new IOException("it is read-only.");
        }

        uint[] status = new uint[64];
        bool isKnown = OperatingSystem.IsLinux() && ReadStatus(0, target, 0, 0x7FF, status) == 0;
        return (target, options, isKnown ? status : []);
    }

    /// <summary>Whether it is no file that another could replace. Of the fields of statx, 5 is the owner, 6 the group, 7 the mode, with the kind in its high bits.</summary>
    private static bool IsWrittenInto(string target, uint[] status) =>
        status.Length > 0 && ((status[7] & 0xF000) != 0x8000 || RealPath.IsOpenFile(target));

    /// <summary>Beside the target, whose folder is created. A name of its own: the target's may be as long as a name can be.</summary>
    private static string Temporary(string target)
    {
        string folder = Path.GetDirectoryName(target) ?? target;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".notebooknet-{Path.GetRandomFileName()}");
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(
        int at,
        string path,
        int flags,
        uint mask,
        [Out] uint[] status
    );

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOwner(string path, uint owner, uint group);
}
