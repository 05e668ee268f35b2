using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// The folders that are called otherwise on the machine where outputs were stored: the notebook's own, that for temporary
/// files, the user's, that of NuGet's packages. What lies in them is the same where the rest of its path is.
/// </summary>
internal sealed partial class MachineFolders
{
    /// <summary>No folder but those that are called the same.</summary>
    public static readonly MachineFolders None = new([]);

    private readonly (string Path, Regex Elsewhere)[] _folders;

    private MachineFolders(IEnumerable<(string Path, Regex Elsewhere)> folders) =>
        _folders = [
            .. folders
                .Select(folder =>
                    (Path.TrimEndingDirectorySeparator(folder.Path), folder.Elsewhere)
                )
                .Where(folder => folder.Item1.Length > 1 && Path.IsPathFullyQualified(folder.Item1))
                .DistinctBy(folder => folder.Item1)
                .OrderByDescending(folder => folder.Item1.Length),
        ];

    /// <summary>This machine's, for a notebook in <paramref name="folder"/>.</summary>
    public static MachineFolders Of(string folder)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new([
            .. Notebook(folder),
            (Path.GetTempPath(), Temporary()),
            (
                Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                    ?? Path.Combine(home, ".nuget", "packages"),
                Packages()
            ),
            (home, Home()),
        ]);
    }

    /// <summary>How long the path of one of the folders is that <paramref name="text"/> holds at <paramref name="start"/>; 0 where none is.</summary>
    public int LengthAt(string text, int start)
    {
        foreach ((string path, _) in _folders)
        {
            if (IsAt(path, text, start))
            {
                return path.Length;
            }
        }

        return 0;
    }

    /// <summary>What <paramref name="path"/> has behind one of the folders, and how that folder may be called elsewhere; null where it lies in none.</summary>
    public (string Below, Regex Elsewhere)? Within(string path)
    {
        foreach ((string folder, Regex elsewhere) in _folders)
        {
            if (IsAt(folder, path, 0))
            {
                return (path[folder.Length..], elsewhere);
            }
        }

        return null;
    }

    private static bool IsAt(string folder, string text, int start) =>
        string.CompareOrdinal(folder, 0, text, start, folder.Length) == 0
        && start + folder.Length < text.Length
        && text[start + folder.Length] is '/' or '\\';

    private static IEnumerable<(string, Regex)> Notebook(string folder)
    {
        yield return (folder, Any());
        string? real = null;
        try
        {
            real = Commands.RealPath.Of(folder);
        }
        catch (IOException)
        {
            // Its links go round: the path as it was given will do.
        }

        if (real is not null)
        {
            yield return (real, Any());
        }
    }

    [GeneratedRegex(@"^([A-Za-z]:|/)")]
    private static partial Regex Any();

    [GeneratedRegex(@"^([A-Za-z]:|/)(.*[/\\])?(tmp|temp|T)$", RegexOptions.IgnoreCase)]
    private static partial Regex Temporary();

    [GeneratedRegex(@"^([A-Za-z]:|/).*[/\\]packages$")]
    private static partial Regex Packages();

    [GeneratedRegex(@"^([A-Za-z]:[/\\]Users[/\\][^/\\]+|/(home|Users)/[^/\\]+|/root)$")]
    private static partial Regex Home();
}
