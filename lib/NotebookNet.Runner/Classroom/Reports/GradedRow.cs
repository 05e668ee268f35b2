namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>A line of a report: a student and an assignment.</summary>
/// <param name="Student">What names the student.</param>
/// <param name="Name">The student's name.</param>
/// <param name="Assignment">The assignment's name.</param>
/// <param name="Grade">What was found; null where nothing was handed in.</param>
/// <param name="Feedback">The name of the feedback page's file; empty where nothing was handed in.</param>
internal sealed record GradedRow(
    string Student,
    string Name,
    string Assignment,
    SubmissionGrade? Grade,
    string Feedback
)
{
    /// <summary>Whether it counts: something was handed in, and nothing later.</summary>
    public bool Counts => Grade is { Submission.SupersededBy: null };

    /// <summary>Whether it was graded: it counts, and nothing was in the way.</summary>
    public bool IsGraded => Counts && Trouble is null;

    /// <summary>Why there are no verdicts, or null.</summary>
    public string? Trouble =>
        Grade is null ? "nothing was handed in" : Grade.Submission.Trouble ?? Grade.Trouble;

    /// <summary>What a teacher should look at.</summary>
    public IEnumerable<string> Flags =>
        Grade is null ? [] : Grade.Submission.Flags.Concat(Grade.Flags).Distinct();

    /// <summary>What was found for an exercise; null where nothing was.</summary>
    public ExerciseGrade? Of(string exercise) =>
        Grade?.Exercises.FirstOrDefault(one => one.Exercise == exercise);

    /// <summary>The lines of a class: the students by name, for each the assignments in their order, what does not count last.</summary>
    public static IReadOnlyList<GradedRow> All(ClassGrades grades)
    {
        string[] assignments = [.. grades.Assignments.Select(assignment => assignment.Name)];
        return
        [
            .. grades
                .Grades.Zip(FeedbackNames.Of(grades))
                .Select(pair => new GradedRow(
                    pair.First.Submission.Student,
                    pair.First.Submission.Name,
                    pair.First.Submission.Assignment,
                    pair.First,
                    pair.Second
                ))
                .Concat(
                    grades.Missing.Select(missing => new GradedRow(
                        missing.Student,
                        missing.Name,
                        missing.Assignment,
                        null,
                        ""
                    ))
                )
                .OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(row => row.Student, StringComparer.Ordinal)
                .ThenBy(row => (uint)Array.IndexOf(assignments, row.Assignment))
                .ThenBy(row => row.Grade?.Submission.SupersededBy is not null),
        ];
    }
}
