namespace NotebookNet.Runner.Classroom;

/// <summary>Whose a file is.</summary>
/// <param name="Id">What names the student.</param>
/// <param name="Name">The student's name.</param>
/// <param name="Flag">What a teacher should look at, or null.</param>
internal sealed record NamedStudent(string Id, string Name, string? Flag);
