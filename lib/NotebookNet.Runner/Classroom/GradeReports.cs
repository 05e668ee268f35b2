using NotebookNet.Runner.Classroom.Reports;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>The files that grading writes.</summary>
/// <param name="table">The table.</param>
/// <param name="json">The file for programs, or null.</param>
/// <param name="page">The page, or null.</param>
internal sealed class GradeReports(string table, string? json, string? page)
{
    private const string FeedbackFolder = "feedback";

    private string? Feedback =>
        page is null
            ? null
            : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, FeedbackFolder);

    private string Kept => $"{table}.graded";

    /// <summary>All files and folders.</summary>
    public IEnumerable<string> Files =>
        new[] { table, json, page, Feedback, Kept }.OfType<string>();

    /// <summary>The reports.</summary>
    public IEnumerable<string> Written => new[] { table, json, page }.OfType<string>();

    /// <summary>Finds what cannot be written before anything is graded.</summary>
    /// <exception cref="UsageException">One cannot be written, is an input, or two are the same file.</exception>
    public void Check(IReadOnlyList<Submission> submissions, IReadOnlyList<Assignment> assignments)
    {
        HashSet<string> taken =
        [
            .. submissions
                .Select(submission => submission.Path)
                .Concat(assignments.Select(assignment => assignment.Path))
                .Select(RealPath.Of),
        ];
        foreach (string file in Written)
        {
            try
            {
                if (!taken.Add(RealPath.Of(file)))
                {
                    throw new UsageException(
                        $"{file} would be written over: it is an input, or two reports have that name."
                    );
                }

                AtomicFile.CheckWritable(file);
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{file} cannot be written: {exception.Message}");
            }
        }
    }

    /// <summary>Where what is graded is kept. The folders are there before a student's process is: only what is there can be hidden from it.</summary>
    public GradeJournal Journal(GradeSettings settings)
    {
        Directory.CreateDirectory(Kept);
        if (Feedback is not null)
        {
            Directory.CreateDirectory(Feedback);
        }

        return new GradeJournal(Kept, settings);
    }

    /// <summary>Writes all; what the page links to before the page.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    public void Write(ClassGrades grades, IReadOnlyList<Assignment> assignments)
    {
        AtomicFile.Write(table, GradesCsv.Write(grades));
        if (json is not null)
        {
            AtomicFile.Write(json, GradesJson.Write(grades));
        }

        if (page is not null)
        {
            foreach (
                (SubmissionGrade grade, string name) in grades.Grades.Zip(FeedbackNames.Of(grades))
            )
            {
                AtomicFile.Write(
                    Path.Combine(Feedback!, name),
                    FeedbackPage.Write(grade, PlacesIn(grade, assignments))
                );
            }

            AtomicFile.Write(page, GradesPage.Write(grades));
        }
    }

    /// <summary>The cells of a submission that answer exercises; none where it cannot be read as one any more.</summary>
    private static Dictionary<int, IReadOnlyList<ExerciseGrade>> PlacesIn(
        SubmissionGrade grade,
        IReadOnlyList<Assignment> assignments
    )
    {
        try
        {
            return Places(grade, assignments);
        }
        catch (Exception)
        {
            // Whatever it is, it is this submission's.
            return [];
        }
    }

    /// <summary>The cells of a submission that answer exercises.</summary>
    private static Dictionary<int, IReadOnlyList<ExerciseGrade>> Places(
        SubmissionGrade grade,
        IReadOnlyList<Assignment> assignments
    )
    {
        if (
            grade.Trouble is not null
            || assignments.FirstOrDefault(one => one.Name == grade.Submission.Assignment)
                is not { } assignment
        )
        {
            return [];
        }

        CellMatch match = new(assignment.Cells, NotebookDocument.Read(grade.Submission.Path).Cells);
        return assignment
            .Cells.Where(cell => cell.Exercise is not null)
            .Select(cell => (Own: match.Of(cell), cell.Exercise))
            .Where(pair => pair.Own is not null)
            .GroupBy(pair => pair.Own!.Index)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<ExerciseGrade> (group) =>
                    [
                        .. group
                            .SelectMany(pair =>
                                grade.Exercises.Where(one => one.Exercise == pair.Exercise)
                            )
                            .Distinct(),
                    ]
            );
    }
}
