using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>The files that a run will write. What cannot be written is found before the run, not after it.</summary>
internal static class Targets
{
    /// <summary>Where each notebook is stored; null for nowhere.</summary>
    /// <exception cref="UsageException">A target is an input, is named twice, or cannot be written.</exception>
    public static IReadOnlyList<string?> Find(
        IReadOnlyList<(string Path, string Relative)> files,
        string? outputDirectory,
        bool inPlace
    )
    {
        if (inPlace && outputDirectory is not null)
        {
            throw new UsageException("--in-place and --output-dir exclude each other.");
        }

        if (!inPlace && outputDirectory is null)
        {
            return [.. files.Select(_ => (string?)null)];
        }

        HashSet<string> inputs = [];
        foreach ((string path, _) in files)
        {
            if (!inputs.Add(RealPath.Of(path)) && inPlace)
            {
                throw new UsageException(
                    $"{path} would be written twice: another of the notebooks is a link to the same file."
                );
            }
        }

        if (inPlace)
        {
            foreach ((string path, _) in files)
            {
                CheckWritable(path);
            }

            return [.. files.Select(file => file.Path)];
        }

        string[] targets = [.. files.Select(file => Path.Combine(outputDirectory!, file.Relative))];
        foreach (string target in targets)
        {
            if (!inputs.Add(RealPath.Of(target)))
            {
                throw new UsageException(
                    $"{target} would be written over: it is an input, or two notebooks have that name."
                );
            }

            CheckWritable(target);
        }

        return targets;
    }

    /// <summary>Checks the file for a report.</summary>
    /// <exception cref="UsageException">It is a notebook, or cannot be written.</exception>
    public static void CheckReport(
        string report,
        IReadOnlyList<(string Path, string Relative)> files
    )
    {
        string real = RealPath.Of(report);
        if (
            real.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
            || files.Any(file => RealPath.Of(file.Path) == real)
        )
        {
            throw new UsageException($"--report {report}: a report does not replace a notebook.");
        }

        CheckWritable(report);
    }

    private static void CheckWritable(string target)
    {
        try
        {
            AtomicFile.CheckWritable(target);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"{target} cannot be written: {exception.Message}");
        }
    }
}
