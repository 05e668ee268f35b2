namespace NotebookNet.Runner.Classroom;

/// <summary>A cell of an assignment, as the teacher has it and as it is handed out.</summary>
/// <param name="Index">Its place among all cells of the teacher's notebook, from 0.</param>
/// <param name="Id">Its id, or null where the format has none.</param>
/// <param name="IsCode">Whether it is code.</param>
/// <param name="Role">What it is.</param>
/// <param name="Source">The teacher's text, with what is hidden from students; marks that are no comments of C# are made such.</param>
/// <param name="HandedOut">The text that students get; empty where the cell is kept back.</param>
internal sealed record AssignedCell(
    int Index,
    string? Id,
    bool IsCode,
    CellRole Role,
    string Source,
    string HandedOut
)
{
    /// <summary>What nbgrader calls it, or null.</summary>
    public string? GradeId { get; init; }

    /// <summary>The language that the cell names, or null.</summary>
    public string? Language { get; init; }

    /// <summary>The exercise it belongs to: "Exercise 3", or nbgrader's `grade_id`; null for what is given.</summary>
    public string? Exercise { get; init; }

    /// <summary>Of an answer: the names that the student declares.</summary>
    public IReadOnlyList<string> AnswerNames { get; init; } = [];

    /// <summary>Of an answer: the cell's text with the reference solution in it; null where none is known.</summary>
    public string? Solved { get; init; }

    /// <summary>Whether it is a task, whose answer stands in cells that students add.</summary>
    public bool IsTask { get; init; }

    /// <summary>Of a check: how many points it brings.</summary>
    public double MaxPoints { get; init; } = 1;

    /// <summary>Of a check: whether students do not see all of it, so that what it says stays with the teacher.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether it has hidden tests, which hand to an answer what students do not know.</summary>
    public bool HasHiddenTests { get; init; }
}
