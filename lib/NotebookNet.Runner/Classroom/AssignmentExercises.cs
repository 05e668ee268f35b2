namespace NotebookNet.Runner.Classroom;

/// <summary>What the reports need to know of an assignment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Exercises">Its exercises in their order.</param>
internal sealed record AssignmentExercises(string Name, IReadOnlyList<string> Exercises);
