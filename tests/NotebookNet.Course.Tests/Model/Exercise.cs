using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Model;

/// <summary>An exercise: its text, the cell that the reader fills, the solution, and other answers, wrong and right.</summary>
internal sealed class Exercise
{
    private readonly ExerciseCells _cells;

    private Exercise(ExerciseCells cells, IReadOnlyList<ChapterCell> chapter)
    {
        _cells = cells;
        Text = chapter[cells.Text.Stored.Index];
        Scaffold = cells.Scaffold is { } scaffold ? chapter[scaffold.Stored.Index] : null;
        Solution = cells.Solution is { } solution ? chapter[solution.Stored.Index] : null;
    }

    /// <summary>The number that its text begins with.</summary>
    public int Number => _cells.Number;

    /// <summary>The cell that the text stands in.</summary>
    public ChapterCell Text { get; }

    /// <summary>The code cell after the text, or null where there is none.</summary>
    public ChapterCell? Scaffold { get; }

    /// <summary>The Markdown cell after the scaffold, or null where it is no solution.</summary>
    public ChapterCell? Solution { get; }

    /// <summary>Whether the scaffold ends in a check.</summary>
    public bool HasCheck => _cells.HasCheck;

    /// <summary>The blocks of code in the solution as they stand there, in HTML.</summary>
    public IReadOnlyList<string> SolutionHtml => _cells.SolutionHtml;

    /// <summary>The code of the solution, block by block.</summary>
    public IEnumerable<string> SolutionCode => _cells.SolutionCode;

    /// <summary>The wrong answers that are kept with the solution.</summary>
    public IReadOnlyList<string> WrongCode => Kept("wrong");

    /// <summary>The right answers, written differently from the solution, that are kept with it.</summary>
    public IReadOnlyList<string> RightCode => Kept("right");

    private IReadOnlyList<string> Kept(string name) =>
        Solution?.Settings[name] switch
        {
            JsonArray several => [.. several.Select(TextOf).OfType<string>()],
            JsonNode one when TextOf(one) is string answer => [answer],
            _ => [],
        };

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The exercises of a chapter, which are all of its cells, in their order.</summary>
    public static IReadOnlyList<Exercise> FindAll(IReadOnlyList<ChapterCell> cells) =>
        [
            .. ExerciseCells
                .FindAll([.. cells.Select(cell => cell.Prose)])
                .Select(found => new Exercise(found, cells)),
        ];

    /// <summary>Whether something in a Markdown cell unfolds.</summary>
    public static bool HasDetails(ChapterCell cell) => cell.Prose.HasDetails;

    /// <summary>Whether a cell is all of one fold: it begins with `&lt;details&gt;`.</summary>
    public static bool IsFold(ChapterCell cell) => cell.Prose.IsFold;

    /// <summary>Whether a cell is a solution: a fold among the exercises.</summary>
    public static bool IsSolution(ChapterCell cell) => cell.Prose.IsSolution;
}
