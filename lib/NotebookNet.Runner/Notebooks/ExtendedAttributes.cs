using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace NotebookNet.Runner.Notebooks;

/// <summary>What Linux keeps beside a file's content and mode: the access control list, and what users and systems note there.</summary>
internal static partial class ExtendedAttributes
{
    /// <summary>The others are of one content: a file's hash, the rights of a program.</summary>
    private static readonly string[] s_copied =
    [
        "system.posix_acl_access",
        "security.selinux",
        "user.",
        "trusted.",
    ];

    /// <summary>
    /// Gives one file the attributes of another, and no others: it may have got a list from its folder. What may not be
    /// set, or has no place in this file system, is left out.
    /// </summary>
    public static void Copy(string source, string target)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string[] names = Names(source);
        foreach (string name in Names(target).Except(names))
        {
            _ = Remove(target, name);
        }

        foreach (string name in names)
        {
            if (Value(source, name) is byte[] value)
            {
                _ = Set(target, name, value, value.Length, 0);
            }
        }
    }

    [SupportedOSPlatform("linux")]
    private static byte[]? Value(string path, string name) =>
        Read(buffer => Get(path, name, buffer, buffer.Length));

    [SupportedOSPlatform("linux")]
    private static string[] Names(string path) =>
        Read(buffer => List(path, buffer, buffer.Length)) is byte[] names
            ?
            [
                .. Encoding
                    .UTF8.GetString(names)
                    .Split('\0')
                    .Where(name =>
                        s_copied.Any(copied => name.StartsWith(copied, StringComparison.Ordinal))
                    ),
            ]
            : [];

    private static byte[]? Read(Func<byte[], nint> read)
    {
        const int Most = 65_536;
        byte[] buffer = new byte[Most];
        nint length = read(buffer);
        return length < 0 ? null : buffer[..(int)length];
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "listxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint List(string path, [Out] byte[] names, nint size);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, [Out] byte[] value, nint size);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, string name, byte[] value, nint size, int flags);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "removexattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Remove(string path, string name);
}
