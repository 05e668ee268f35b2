namespace NotebookNet.Runner.Classroom;

/// <summary>A student of a roster.</summary>
/// <param name="Id">What names the student, as the roster spells it.</param>
/// <param name="Name">The name; the id where the roster has none.</param>
internal sealed record RosterStudent(string Id, string Name)
{
    /// <summary>The address for mail, or empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>The number by which the learning system knows the student, or empty.</summary>
    public string SystemId { get; init; } = "";

    /// <summary>The line of the file, from 1.</summary>
    public long Line { get; init; }
}
