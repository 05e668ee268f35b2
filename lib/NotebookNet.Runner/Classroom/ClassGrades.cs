namespace NotebookNet.Runner.Classroom;

/// <summary>What was found for a class.</summary>
/// <param name="Assignments">The assignments in their order.</param>
/// <param name="Grades">What was found for each file that was handed in, those that do not count too.</param>
internal sealed record ClassGrades(
    IReadOnlyList<AssignmentExercises> Assignments,
    IReadOnlyList<SubmissionGrade> Grades
)
{
    /// <summary>The students of the roster who have handed in nothing.</summary>
    public IReadOnlyList<MissingSubmission> Missing { get; init; } = [];
}
