using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NotebookNet;

/// <summary>
/// Writes files that are, at every moment, what they were or what they become: a temporary file beside is moved into place. A link
/// stays one, its target is replaced; the mode stays and, on Linux and where one may, the owner. A pipe or a device is written into.
/// </summary>
internal static class AtomicFile
{
    private const UnixFileMode Writable = (UnixFileMode)0b010_010_010;

    public static void Write(string path, Action<Stream> write)
    {
        string target = Target(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? target;
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        bool isFolder = Path.EndsInDirectorySeparator(path) || Directory.Exists(target);
        if (isFolder || (options.UnixCreateMode & Writable) == 0)
        {
            throw new IOException($"{path} cannot be written: it is a folder, or read-only.");
        }

        // Of statx's fields: 5 is the owner, 6 the group, 7 the mode, which says whether it is a file.
        uint[] status = new uint[64];
        bool isKnown = OperatingSystem.IsLinux() && Status(0, target, 0, 0x7FF, status) == 0;
        if (isKnown && ((status[7] & 0xF000) != 0x8000 || IsOpenFile(target)))
        {
            using FileStream stream = new(target, FileMode.Append);
            write(stream);
            return;
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"{path} cannot be written: there is no folder {folder}."
            );
        }

        string temporary = Path.Combine(folder, $".notebooknet-{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(temporary, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && options.UnixCreateMode is UnixFileMode mode)
            {
                _ =
                    isKnown
                    && SetOwner(temporary, status[5], ~0u) + SetOwner(temporary, ~0u, status[6])
                        == 0;
                File.SetUnixFileMode(temporary, mode);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new UnauthorizedAccessException(
                $"{path} cannot be written: {folder} may not be written to.",
                refusal
            );
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // Links of /proc stand for files that are open.
    private static bool IsOpenFile(string target) =>
        target.StartsWith("/proc/", StringComparison.Ordinal);

    private static string Target(string path, int links = 0)
    {
        if (Path.GetDirectoryName(path) is not string folder)
        {
            return path;
        }

        folder = Target(folder, links);
        string target = Path.GetFullPath(Path.Combine(folder, Path.GetFileName(path)));
        return IsOpenFile(target) || new FileInfo(target).LinkTarget is not string link ? target
            : links < 40 ? Target(Path.Combine(folder, link), links + 1)
            : throw new IOException($"{path} cannot be written: its links go round in a circle.");
    }

    [SupportedOSPlatform("linux")]
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int at, string path, int flags, uint mask, uint[] status);

    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "chown")]
    private static extern int SetOwner(string path, uint owner, uint group);
}
