namespace NotebookNet.Runner.Classroom;

/// <summary>Grades what a class has handed in, some submissions at the same time, and says of each how it ended.</summary>
internal sealed class GradeQueue(
    Grader grader,
    GradeJournal journal,
    IReadOnlyList<Assignment> assignments,
    int jobs
)
{
    private int _done;

    /// <summary>Grades all, in their order.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped; what is graded is kept.</exception>
    /// <exception cref="AssignmentFailedException">An assignment itself fails.</exception>
    public async Task<IReadOnlyList<SubmissionGrade>> RunAsync(
        IReadOnlyList<Submission> submissions,
        CancellationToken cancellation
    )
    {
        Dictionary<string, OwnSolutions> own = [];
        foreach (
            Assignment assignment in assignments.Where(one =>
                submissions.Any(submission => submission.Assignment == one.Name)
            )
        )
        {
            own[assignment.Name] = await GradeOwnAsync(assignment, cancellation);
        }

        SubmissionGrade[] grades = new SubmissionGrade[submissions.Count];
        await Parallel.ForAsync(
            0,
            submissions.Count,
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
            async (i, stop) =>
            {
                Submission submission = submissions[i];
                Assignment? assignment = assignments.FirstOrDefault(one =>
                    one.Name == submission.Assignment
                );
                SubmissionGrade? before =
                    assignment is null || submission.Trouble is not null
                        ? null
                        : journal.Find(submission, assignment);
                grades[i] =
                    before
                    ?? (
                        assignment is null
                            ? new SubmissionGrade(submission, [])
                            {
                                Trouble =
                                    submission.Trouble ?? "it answers none of the assignments",
                            }
                            : await grader.GradeAsync(submission, assignment, stop)
                    );
                if (assignment is not null && before is null)
                {
                    Keep(grades[i], assignment);
                }

                // What is kept is what was found; what it is worth follows from the teacher's own solutions.
                grades[i] =
                    own.GetValueOrDefault(submission.Assignment)?.Applied(grades[i]) ?? grades[i];
                Tell(grades[i], submissions.Count, before is not null);
            }
        );
        return grades;
    }

    private async Task<OwnSolutions> GradeOwnAsync(
        Assignment assignment,
        CancellationToken cancellation
    )
    {
        SubmissionGrade? before = journal.Find(OwnSolutions.AsSubmission(assignment), assignment);
        OwnSolutions own = before is null
            ? await grader.GradeOwnAsync(assignment, cancellation)
            : new OwnSolutions(before);
        if (before is null)
        {
            Keep(own.Grade, assignment);
            Console.WriteLine(
                Invariant(
                    $"{assignment.Name}: your own solutions are graded first, {own.Grade.Seconds:0} s"
                )
            );
        }

        foreach (string remark in own.Remarks)
        {
            Console.Error.WriteLine(Plain(remark));
        }

        return own;
    }

    private void Keep(SubmissionGrade grade, Assignment assignment)
    {
        try
        {
            journal.Keep(grade, assignment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"{Plain(grade.Submission.Path)}: its grade is not kept for another run: {exception.Message}"
            );
        }
    }

    private void Tell(SubmissionGrade grade, int count, bool isKept)
    {
        int right = grade.Exercises.Count(exercise => exercise.Verdict == Verdict.Right);
        string time = isKept ? "graded before" : Invariant($"{grade.Seconds:0} s");
        string flagged = grade.Flags.Count + grade.Submission.Flags.Count > 0 ? ", look at it" : "";
        string what = grade.Trouble ?? $"{right} of {grade.Exercises.Count} right, {time}{flagged}";
        Console.WriteLine(
            Invariant(
                $"{Interlocked.Increment(ref _done)}/{count}  {Plain(grade.Submission.Name)}  {grade.Submission.Assignment}  {Plain(what)}"
            )
        );
    }

    /// <summary>A name without what would steer a terminal.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? '�' : letter));
}
