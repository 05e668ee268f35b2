using NotebookNet.Runner.Classroom.Assigning;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>A notebook that is handed out and graded: what each of its cells is.</summary>
internal sealed class Assignment
{
    private Assignment(string path, NotebookDocument document, IReadOnlyList<AssignedCell> cells)
    {
        Path = path;
        Document = document;
        Cells = cells;
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
