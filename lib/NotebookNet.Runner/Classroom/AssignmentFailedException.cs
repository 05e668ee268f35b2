namespace NotebookNet.Runner.Classroom;

/// <summary>A cell of the assignment itself fails: nothing can be judged by it.</summary>
internal sealed class AssignmentFailedException(string message) : Exception(message);
