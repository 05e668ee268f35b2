namespace NotebookNet.Runner.Classroom;

/// <summary>A notebook that was handed in.</summary>
/// <param name="Student">What names the student: of the roster, of the folder or of the file.</param>
/// <param name="Path">The file as it was handed in; nothing writes to it.</param>
/// <param name="Assignment">The name of the assignment's notebook that it answers.</param>
internal sealed record Submission(string Student, string Path, string Assignment)
{
    /// <summary>The student's name where a roster or a folder tells it, otherwise what names the student.</summary>
    public string Name { get; init; } = Student;

    /// <summary>Why it cannot be graded at all, or null.</summary>
    public string? Trouble { get; init; }

    /// <summary>The student's later file for the same assignment, which counts instead of this one; null where this one counts.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>What a teacher should look at before anything of it runs: a student whom the roster does not know.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
