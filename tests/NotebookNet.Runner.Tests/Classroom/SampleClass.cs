using NotebookNet.Runner.Classroom;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>A small class with grades.</summary>
internal static class SampleClass
{
    public const string Assignment = "02-numerical-differentiation";

    public static IReadOnlyList<string> Exercises { get; } = ["Exercise 1", "Exercise 2"];

    public static SubmissionGrade Grade(
        string student,
        Verdict first,
        Verdict second,
        string answer = ""
    ) =>
        new(
            new Submission(student, $"/handed-in/{student}.ipynb", Assignment),
            [
                new ExerciseGrade("Exercise 1", first)
                {
                    Answer = answer,
                    Detail = "expected 6.25",
                },
                new ExerciseGrade("Exercise 2", second) { MaxPoints = 2 },
            ]
        )
        {
            Seconds = 1.25,
        };

    public static ClassGrades Of(params SubmissionGrade[] grades) =>
        new([new AssignmentExercises(Assignment, Exercises)], grades);
}
