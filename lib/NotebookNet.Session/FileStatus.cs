using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace NotebookNet.Session;

/// <summary>What a path leads to, links followed: what kind of thing, and whose. Known on Linux only.</summary>
internal sealed partial record FileStatus(FileKind Kind, uint Owner, uint Group)
{
    /// <summary>The status of what is there, or null: there is nothing, or it cannot be known.</summary>
    public static FileStatus? Of(string path)
    {
        const uint BasicFields = 0x7FF;
        const int Owner = 5;
        const int Group = 6;
        const int Mode = 7;
        uint[] fields = new uint[64];
        return
            OperatingSystem.IsLinux()
            && Read(0, Path.GetFullPath(path), 0, BasicFields, fields) == 0
            ? new FileStatus((FileKind)(fields[Mode] & 0xF000), fields[Owner], fields[Group])
            : null;
    }

    /// <summary>What is there where that is no file: "a pipe"; otherwise, and where it cannot be known, null.</summary>
    public static string? NoFile(string path) =>
        Of(path)?.Kind switch
        {
            FileKind.Pipe => "a pipe",
            FileKind.Socket => "a socket",
            FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
            _ => null,
        };

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Read(int at, string path, int flags, uint mask, [Out] uint[] status);
}
