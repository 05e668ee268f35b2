namespace NotebookNet.Runner.Classroom;

/// <summary>A student of the roster who has handed in nothing for an assignment.</summary>
/// <param name="Student">The student's id.</param>
/// <param name="Name">The student's name.</param>
/// <param name="Assignment">The assignment's name.</param>
internal sealed record MissingSubmission(string Student, string Name, string Assignment);
