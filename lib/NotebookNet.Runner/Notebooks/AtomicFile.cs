namespace NotebookNet.Runner.Notebooks;

/// <summary>Writes files that are, at every moment, either what they were or what they become.</summary>
internal static class AtomicFile
{
    /// <summary>Tries whether <see cref="Write"/> would do, without changing the file. Its folder is created where there is none.</summary>
    /// <exception cref="IOException">The file is read-only, is a folder, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void CheckWritable(string path)
    {
        string target = Target(path);
        if (Directory.Exists(target))
        {
            throw new IOException("there is a folder of that name.");
        }

        if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
        {
            throw new IOException("it is read-only.");
        }

        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string probe = Temporary(folder);
        File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
    }

    /// <summary>Replaces the content of <paramref name="path"/>, creating its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written (a full disk); what was there is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string target = Target(path);
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string temporary = Temporary(folder);
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A link stays a link: what it points at is replaced.</summary>
    private static string Target(string path)
    {
        string target = Path.GetFullPath(path);
        return File.Exists(target)
            ? File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target
            : target;
    }

    /// <summary>A name of its own: the target's may be as long as a name can be.</summary>
    private static string Temporary(string folder) =>
        Path.Combine(folder, $".notebooknet-{Path.GetRandomFileName()}");
}
