namespace NotebookNet.Runner.Notebooks;

/// <summary>Writes files that are, at every moment, either what they were or what they become.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the content of <paramref name="path"/>, creating its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written (a full disk); what was there is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // A link stays a link: what it points at is replaced.
        string target = Path.GetFullPath(path);
        if (File.Exists(target))
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
        }

        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(
            folder,
            $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}"
        );
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
}
