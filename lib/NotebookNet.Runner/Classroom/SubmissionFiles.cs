using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Classroom;

/// <summary>Finds what was handed in: in the folders of nbgrader, Moodle and Canvas, in a folder for each student, or in one folder for all.</summary>
internal static class SubmissionFiles
{
    /// <summary>How the trouble of a file begins that answers no assignment. A student may read it.</summary>
    public const string NoAnswer = "neither its name nor its content";

    /// <summary>The least share of an assignment that tells that a notebook answers it.</summary>
    private const double LeastShare = 0.3;

    /// <summary>
    /// Each file that was handed in. Of several for one student and assignment the last counts, and those before it say so:
    /// the one whose name has the assignment's in it before one that has not, then the one that Canvas numbers higher, then the
    /// newer. What cannot be graded is among them and says why.
    /// </summary>
    /// <param name="paths">Notebooks, or folders of them.</param>
    /// <param name="assignments">The names of the assignments' notebooks, without their ending.</param>
    /// <param name="roster">The class, where it is known.</param>
    /// <param name="share">How much of an assignment (its name) a file (its path) holds, from 0 to 1, or null where that cannot be told of it; null where nobody can tell.</param>
    /// <exception cref="UsageException">A path does not exist.</exception>
    public static IReadOnlyList<Submission> Find(
        IReadOnlyList<string> paths,
        IReadOnlyList<string> assignments,
        Roster? roster,
        Func<string, string, double?>? share = null
    )
    {
        AssignmentNames names = new(assignments);
        HandedInFile[] files =
        [
            .. paths
                .SelectMany(path => At(path, names))
                .DistinctBy(file => Path.GetFullPath(file.Path))
                .Select(file => Answering(file, names, share)),
        ];
        return
        [
            .. Superseded(
                files
                    .Zip(StudentNames.Of(files, roster), (file, student) => (file, student))
                    .Select(pair => (pair.file, Submission(pair.file, pair.student)))
            ),
        ];
    }

    private static IEnumerable<HandedInFile> At(string path, AssignmentNames names)
    {
        bool isFolder = Directory.Exists(path);
        return NotebookFiles
            .At(path, new HashSet<string>())
            .Where(file => !file.Relative.Split(Path.DirectorySeparatorChar).Contains("__MACOSX"))
            .Select(file =>
            {
                HandedInFile found = HandedInFile.Read(path, file, names);
                return isFolder && found.Trouble is null && LinkOf(file.Path) is string link
                    ? found with
                    {
                        Trouble = $"a link to {link}: links are not followed",
                    }
                    : found;
            });
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static HandedInFile Answering(
        HandedInFile file,
        AssignmentNames names,
        Func<string, string, double?>? share
    )
    {
        if (file.Assignment.Length > 0 || file.Trouble is not null)
        {
            return file;
        }

        if (names.Single is string single)
        {
            return share?.Invoke(file.Path, single) is < LeastShare
                ? file with
                {
                    Trouble = $"{NoAnswer} is that of {single}",
                }
                : file with
                {
                    Assignment = single,
                };
        }

        (string Name, double Share)[] shares =
        [
            .. names
                .All.Select(name => (name, share?.Invoke(file.Path, name) ?? 0))
                .OrderByDescending(pair => pair.Item2),
        ];
        bool isTold =
            shares.Length > 0
            && shares[0].Share >= LeastShare
            && (shares.Length == 1 || shares[0].Share > shares[1].Share);
        return isTold
            ? file with
            {
                Assignment = shares[0].Name,
            }
            : file with
            {
                Trouble =
                    $"{NoAnswer} tells which notebook it answers; expected one of {string.Join(", ", names.All)} in its name",
            };
    }

    private static Submission Submission(HandedInFile file, NamedStudent student) =>
        new(student.Id, file.Path, file.Assignment)
        {
            Name = student.Name,
            Trouble = file.Trouble,
            Flags = student.Flag is string flag ? [flag] : [],
        };

    private static IEnumerable<Submission> Superseded(
        IEnumerable<(HandedInFile File, Submission Submission)> files
    )
    {
        (HandedInFile File, Submission Submission)[] all = [.. files];
        Dictionary<Submission, Submission> last = [];
        foreach (
            var group in all.Where(one => one.Submission.Assignment.Length > 0)
                .GroupBy(one => (one.Submission.Student, one.Submission.Assignment))
        )
        {
            Submission counts = group
                .OrderBy(one => one.File.Trouble is null)
                .ThenBy(one => one.File.IsNamed)
                .ThenBy(one => one.File.Version)
                .ThenBy(one => one.File.Time)
                .ThenBy(one => one.File.Path, StringComparer.Ordinal)
                .Last()
                .Submission;
            foreach ((_, Submission submission) in group)
            {
                last[submission] = counts;
            }
        }

        return all.Select(one =>
        {
            Submission submission = one.Submission;
            return
                last.TryGetValue(submission, out Submission? counts)
                && !ReferenceEquals(counts, submission)
                ? submission with
                {
                    SupersededBy = counts.Path,
                    Trouble = submission.Trouble ?? $"superseded by {counts.Path}",
                }
                : submission;
        });
    }
}
