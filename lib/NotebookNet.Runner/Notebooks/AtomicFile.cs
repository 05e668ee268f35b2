using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using NotebookNet.Runner.Commands;
using NotebookNet.Session;

namespace NotebookNet.Runner.Notebooks;

/// <summary>
/// Writes files that are, at every moment, what they were or what they become: a temporary file beside is moved into place. A link
/// stays one, its target is replaced; the mode stays and, on Linux and where one may, the owner, the access control list and the
/// extended attributes. A pipe or a device is written into.
/// </summary>
internal static partial class AtomicFile
{
    private const UnixFileMode Writable = (UnixFileMode)0b010_010_010;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How long a pipe may be without a reader when it is written into.</summary>
    private static readonly TimeSpan s_mostToOpen = TimeSpan.FromSeconds(10);

    /// <summary>Tries whether <see cref="Write"/> would do, without changing the file. Its folder is created where there is none.</summary>
    /// <exception cref="IOException">The file is read-only, is a folder, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void CheckWritable(string path)
    {
        (string target, _, FileStatus? status) = Look(path);
        if (!IsWrittenInto(target, status))
        {
            string temporary = Temporary(target);
            try
            {
                File.Create(temporary, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (FileNotFoundException)
            {
                throw new IOException($"no file can be made in {Path.GetDirectoryName(target)}.");
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new UnauthorizedAccessException(
                    exception.Message.Replace(temporary, target, StringComparison.Ordinal)
                );
            }
        }
    }

    /// <summary>Replaces the content of <paramref name="path"/>, creating its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written (a full disk); what was there is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        (string target, UnixFileMode? mode, FileStatus? status) = Look(path);
        if (IsWrittenInto(target, status))
        {
            using FileStream stream = OpenToWriteInto(target);
            stream.Write(content);
            return;
        }

        string temporary = Temporary(target);
        try
        {
            // Locked, and so nobody's left one, until it has its place.
            FileStreamOptions options = new()
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
            };
            if (!OperatingSystem.IsWindows() && mode is not null)
            {
                options.UnixCreateMode = OnlyOwner;
            }

            using FileStream stream = new(temporary, options);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows() && mode is UnixFileMode old)
            {
                if (status is not null)
                {
                    // Each by itself: of a file of somebody else's one may perhaps keep the group.
                    _ = SetOwner(temporary, status.Owner, ~0u);
                    _ = SetOwner(temporary, ~0u, status.Group);
                }

                ExtendedAttributes.Copy(target, temporary);
                File.SetUnixFileMode(temporary, old);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Where a path leads, and the mode and the status of the file there: null where there is none or they are not known.</summary>
    private static (string Target, UnixFileMode? Mode, FileStatus? Status) Look(string path)
    {
        string target = RealPath.Of(path);
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(target))
        {
            throw new IOException("there is a folder of that name.");
        }

        UnixFileMode? mode =
            !OperatingSystem.IsWindows() && File.Exists(target)
                ? File.GetUnixFileMode(target)
                : null;
        if (
            (mode & Writable) == 0
            || (
                OperatingSystem.IsWindows()
                && File.Exists(target)
                && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)
            )
        )
        {
            throw new IOException("it is read-only.");
        }

        FileStatus? status = FileStatus.Of(target);
        return status?.Kind switch
        {
            FileKind.Socket => throw new IOException("it is a socket."),
            FileKind.BlockDevice => throw new IOException("it is a disk."),
            _ => (target, mode, status),
        };
    }

    /// <summary>Whether it is no file that another could replace.</summary>
    private static bool IsWrittenInto(string target, FileStatus? status) =>
        status is not null && (status.Kind != FileKind.Regular || RealPath.IsOpenFile(target));

    /// <summary>Opens a pipe or a device. To open a pipe is to wait for its reader.</summary>
    private static FileStream OpenToWriteInto(string target)
    {
        Task<FileStream> opening = Task.Run(() => new FileStream(target, FileMode.Append));
        return Task.WaitAny([opening], s_mostToOpen) == 0
            ? opening.GetAwaiter().GetResult()
            : throw new IOException(
                Invariant($"nobody has read from this pipe for {s_mostToOpen.TotalSeconds} s.")
            );
    }

    /// <summary>Beside the target, whose folder is created. A name of its own: the target's may be as long as a name can be.</summary>
    private static string Temporary(string target)
    {
        string folder = Path.GetDirectoryName(target) ?? target;
        Directory.CreateDirectory(folder);
        return TemporaryFiles.New(folder);
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOwner(string path, uint owner, uint group);
}
