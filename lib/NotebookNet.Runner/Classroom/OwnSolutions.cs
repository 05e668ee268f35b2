namespace NotebookNet.Runner.Classroom;

/// <summary>
/// What came of the teacher's own solutions when they were graded. Where one does not pass its own check, the check proves nothing
/// against a student: it may look at what an answer cannot take out of its process, or be wrong itself.
/// </summary>
/// <param name="Grade">What was found.</param>
internal sealed record OwnSolutions(SubmissionGrade Grade)
{
    /// <summary>The exercises whose own solution does not pass.</summary>
    private IEnumerable<ExerciseGrade> Doubtful =>
        Grade.Exercises.Where(exercise => IsAgainst(exercise.Verdict));

    /// <summary>What a teacher should know of it, a line for each.</summary>
    public IEnumerable<string> Remarks =>
        Grade.Trouble is string trouble
            ? [$"{Grade.Submission.Assignment}: your own solutions could not be graded: {trouble}"]
            : Doubtful.Select(exercise =>
                $"{Grade.Submission.Assignment}, {exercise.Exercise}: your own solution does not pass its check here ({FirstLine(exercise)}). Answers that do not pass either are for you to read."
            );

    /// <summary>The teacher's notebook in a submission's place.</summary>
    public static Submission AsSubmission(Assignment assignment) =>
        new("", assignment.Path, assignment.Name);

    /// <summary>A student's grade, in which nothing is wrong that is no better in the teacher's own solution.</summary>
    public SubmissionGrade Applied(SubmissionGrade grade)
    {
        if (Grade.Trouble is not null)
        {
            return grade;
        }

        HashSet<string> doubtful = [.. Doubtful.Select(exercise => exercise.Exercise)];
        return grade with
        {
            Exercises =
            [
                .. grade.Exercises.Select(exercise =>
                    doubtful.Contains(exercise.Exercise) && IsAgainst(exercise.Verdict)
                        ? GradeTexts.Unknown(
                            exercise.Exercise,
                            $"your own solution does not pass here either; of this answer: {exercise.Detail}"
                        ) with
                        {
                            MaxPoints = exercise.MaxPoints,
                        }
                        : exercise
                ),
            ],
        };
    }

    private static bool IsAgainst(Verdict verdict) =>
        verdict is Verdict.Wrong or Verdict.Failed or Verdict.TimedOut;

    private static string FirstLine(ExerciseGrade exercise) =>
        exercise.Detail.Trim().Split('\n')[0];
}
