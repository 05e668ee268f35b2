using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>The files that a run will write. What cannot be written is found before the run, not after it.</summary>
internal static class Targets
{
    /// <summary>The notebooks with the places where they are stored, and with those that follow them.</summary>
    /// <exception cref="UsageException">A target is an input, is named twice, or cannot be written.</exception>
    public static IReadOnlyList<QueuedNotebook> Find(
        IReadOnlyList<NotebookFile> files,
        string? outputDirectory,
        bool inPlace,
        string? followers
    )
    {
        if (inPlace && outputDirectory is not null)
        {
            throw new UsageException("--in-place and --output-dir exclude each other.");
        }

        HashSet<string> taken = [];
        foreach (string path in files.Where(file => file.Trouble is null).Select(file => file.Path))
        {
            if (!taken.Add(RealPath.Of(path)) && inPlace)
            {
                throw new UsageException(
                    $"{path} would be written twice: another of the notebooks is a link to the same file."
                );
            }
        }

        List<QueuedNotebook> notebooks = [];
        foreach ((string path, string relative, string? trouble) in files)
        {
            if (trouble is not null)
            {
                notebooks.Add(new QueuedNotebook(path) { Trouble = trouble });
                continue;
            }

            string? target =
                inPlace ? path
                : outputDirectory is null ? null
                : Path.Combine(outputDirectory, relative);
            if (target is not null)
            {
                Take(target, isInput: inPlace);
            }

            string? follower = followers is null ? null : Path.Combine(followers, relative);
            if (!File.Exists(follower))
            {
                notebooks.Add(new QueuedNotebook(path, target));
                continue;
            }

            Take(follower, isInput: false);
            notebooks.Add(new QueuedNotebook(path, target, new QueuedNotebook(follower, follower)));
        }

        return followers is null || notebooks.Exists(notebook => notebook.Follower is not null)
            ? notebooks
            : throw new UsageException(
                $"--followed-by {followers}: there is no notebook with the name of one that is run, as {Path.Combine(followers, files[0].Relative)}."
            );

        void Take(string target, bool isInput)
        {
            if (!isInput && !taken.Add(Real(target)))
            {
                throw new UsageException(
                    $"{target} would be written over: it is an input, or two notebooks have that name."
                );
            }

            CheckWritable(target);
        }
    }

    /// <summary>The notebooks with the places of their pages.</summary>
    /// <exception cref="UsageException">Two have the same place, or it cannot be written.</exception>
    public static IReadOnlyList<(NotebookFile File, string Page)> FindPages(
        IReadOnlyList<NotebookFile> files,
        string outputDirectory,
        string extension
    )
    {
        Dictionary<string, string> taken = [];
        List<(NotebookFile File, string Page)> pages = [];
        foreach (NotebookFile file in files)
        {
            string page = Path.Combine(
                outputDirectory,
                Path.ChangeExtension(file.Relative, extension)
            );
            if (file.Trouble is null)
            {
                if (!taken.TryAdd(Real(page), file.Path))
                {
                    throw new UsageException(
                        $"{page} would be the page of two notebooks, {taken[Real(page)]} and {file.Path}."
                    );
                }

                CheckWritable(page);
            }

            pages.Add((file, page));
        }

        return pages;
    }

    /// <summary>Checks the file for a report.</summary>
    /// <exception cref="UsageException">It is a notebook, or cannot be written.</exception>
    public static void CheckReport(string report, IReadOnlyList<NotebookFile> files)
    {
        string real = Real(report);
        if (
            real.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
            || files.Any(file => file.Trouble is null && RealPath.Of(file.Path) == real)
        )
        {
            throw new UsageException($"--report {report}: a report does not replace a notebook.");
        }

        CheckWritable(report);
    }

    private static string Real(string target)
    {
        string real = "";
        Try(target, () => real = RealPath.Of(target));
        return real;
    }

    private static void CheckWritable(string target) =>
        Try(target, () => AtomicFile.CheckWritable(target));

    private static void Try(string target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"{target} cannot be written: {exception.Message}");
        }
    }
}
