using NotebookNet.Runner.Classroom.Assigning;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>A notebook that is handed out and graded: what each of its cells is.</summary>
internal sealed class Assignment
{
    private readonly Lazy<HashSet<AssignedCell>> _neededToJudge;

    private Assignment(string path, NotebookDocument document, IReadOnlyList<AssignedCell> cells)
    {
        Path = path;
        Document = document;
        Cells = cells;
        _neededToJudge = new(() => NeededCells.Of(Given, cell => cell.Source, ExerciseCode));
    }

    /// <summary>The teacher's file.</summary>
    public string Path { get; }

    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The teacher's notebook.</summary>
    public NotebookDocument Document { get; }

    /// <summary>All cells in their order, those that are kept back too.</summary>
    public IReadOnlyList<AssignedCell> Cells { get; }

    /// <summary>The exercises in their order, each once.</summary>
    public IEnumerable<string> Exercises =>
        Cells.Select(cell => cell.Exercise).OfType<string>().Distinct();

    /// <summary>The teacher's own cells of code.</summary>
    public IReadOnlyCollection<AssignedCell> Given =>
        [.. Cells.Where(cell => cell is { IsCode: true, Role: CellRole.Given })];

    /// <summary>The code of the exercises, of their checks and of their solutions.</summary>
    public IEnumerable<string> ExerciseCode =>
        Cells
            .Where(cell => cell.IsCode && cell.Role != CellRole.Given)
            .SelectMany(cell => new[] { cell.Source, cell.Solved ?? "" });

    /// <summary>The teacher's own cells without which the checks would not give what they give.</summary>
    public IReadOnlySet<AssignedCell> NeededToJudge => _neededToJudge.Value;

    /// <summary>The notebook's cells as a student would have them whose answers are the teacher's own solutions.</summary>
    public IReadOnlyList<NotebookCell> Solved =>
        [
            .. Document.Cells.Zip(
                Cells,
                (stored, cell) => stored with { Source = cell.Solved ?? cell.HandedOut }
            ),
        ];

    /// <summary>How many points an exercise may bring.</summary>
    public double PointsOf(string exercise) =>
        Cells.Last(cell => cell.Exercise == exercise).MaxPoints;

    /// <summary>Reads the teacher's notebook.</summary>
    /// <exception cref="NotebookFormatException">The file is no notebook of C#, or what it says of its cells contradicts itself.</exception>
    public static Assignment Read(string path)
    {
        NotebookDocument document = NotebookDocument.Read(path);
        return new Assignment(path, document, AssignmentCells.Read(document));
    }
}
