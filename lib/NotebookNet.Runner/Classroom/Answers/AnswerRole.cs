namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>By which connection a process judges answers or gives them.</summary>
/// <param name="PipeName">The connection's name.</param>
/// <param name="Judges">Whether the process judges.</param>
internal sealed record AnswerRole(string PipeName, bool Judges);
