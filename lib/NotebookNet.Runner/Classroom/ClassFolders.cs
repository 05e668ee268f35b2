using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Where the work of a class lies beside what a command line names: who grades one late submission alone does not show it the
/// others, nor earlier reports.
/// </summary>
internal static class ClassFolders
{
    /// <summary>The most folders around a file that layouts have: those of the assignment, of the student, of the class.</summary>
    private const int MostLevels = 3;

    /// <summary>What this course's guide calls them.</summary>
    private static readonly string[] s_names = ["submissions", "submitted", "grades", "feedback"];

    /// <summary>The folders around submissions and reports, and those beside an assignment's folder that hold either.</summary>
    /// <param name="submissions">What was handed in, as the command line names it.</param>
    /// <param name="reports">The files of the reports.</param>
    /// <param name="assignments">The teacher's notebooks: what holds one, or the library beside it, stays.</param>
    public static IEnumerable<string> Around(
        IEnumerable<string> submissions,
        IEnumerable<string> reports,
        IEnumerable<string> assignments
    )
    {
        string[] bases =
        [
            .. assignments
                .Select(file => Path.GetDirectoryName(RealPath.Of(file))!)
                .Select(folder => Path.GetDirectoryName(folder) ?? folder)
                .Distinct(),
        ];
        string[] needed =
        [
            .. bases,
            RealPath.Of(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)),
            RealPath.Of(Path.GetTempPath()),
            RealPath.Of(AppContext.BaseDirectory),
        ];
        IEnumerable<string> around = submissions
            .SelectMany(path => Above(path, Directory.Exists(path) ? MostLevels - 1 : MostLevels))
            .Concat(reports.SelectMany(path => Above(path, 1)));
        return around
            .Concat(bases.SelectMany(Beside))
            .Distinct()
            .Where(folder => !needed.Any(one => RealPath.IsIn(one, folder)));
    }

    private static IEnumerable<string> Above(string path, int levels)
    {
        string? folder = Path.GetDirectoryName(
            Path.TrimEndingDirectorySeparator(RealPath.Of(path))
        );
        for (int i = 0; i < levels && folder is not null; i++)
        {
            // The root's own folders are the system's.
            if (Path.GetDirectoryName(folder) is { } parent && parent != Path.GetPathRoot(folder))
            {
                yield return folder;
            }

            folder = Path.GetDirectoryName(folder);
        }
    }

    private static IEnumerable<string> Beside(string folder) =>
        Directory
            .EnumerateDirectories(folder, "*", new EnumerationOptions())
            .Where(one =>
                s_names.Contains(Path.GetFileName(one), StringComparer.OrdinalIgnoreCase)
                || Directory.EnumerateDirectories(one, "*.graded", new EnumerationOptions()).Any()
            )
            .Select(RealPath.Of);
}
