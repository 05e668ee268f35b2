namespace NotebookNet.Runner.Classroom;

/// <summary>What was found for one submission.</summary>
/// <param name="Submission">The notebook that was handed in.</param>
/// <param name="Exercises">One entry for every exercise of the assignment, in its order.</param>
internal sealed record SubmissionGrade(
    Submission Submission,
    IReadOnlyList<ExerciseGrade> Exercises
)
{
    /// <summary>What a teacher should look at: an edited check, a cell that was removed, a name of the library that was redeclared.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Why nothing of it could be run, or null.</summary>
    public string? Trouble { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>The most resident memory that its processes have held, in bytes.</summary>
    public long PeakMemory { get; init; }

    /// <summary>The points of the exercises that need no reader.</summary>
    public double Points => Exercises.Sum(exercise => exercise.Points ?? 0);

    /// <summary>What all exercises together may bring.</summary>
    public double MaxPoints => Exercises.Sum(exercise => exercise.MaxPoints);
}
