using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>What nbgrader's metadata says of a cell.</summary>
/// <param name="Role">What the cell is.</param>
/// <param name="Id">Its `grade_id`; null where it has none.</param>
/// <param name="Points">The points that it brings.</param>
/// <param name="IsTask">Whether it sets a task, and the answer is in cells that the student adds.</param>
internal sealed record NbgraderSettings(CellRole Role, string? Id, double Points, bool IsTask)
{
    /// <summary>What a cell's metadata says; null where it says nothing to nbgrader.</summary>
    /// <exception cref="NotebookFormatException">It contradicts itself.</exception>
    public static NbgraderSettings? Of(NotebookCell cell)
    {
        if (cell.Metadata["nbgrader"] is not { } node)
        {
            return null;
        }

        if (node is not JsonObject settings)
        {
            throw new NotebookFormatException(
                $"its metadata's nbgrader is {node.ToJsonString()}, expected an object"
            );
        }

        bool grade = Flag("grade");
        bool solution = Flag("solution");
        bool task = Flag("task");
        Flag("locked");
        CellRole role =
            task || (grade && solution) ? CellRole.ByHand
            : solution ? CellRole.Answer
            : grade ? CellRole.Check
            : CellRole.Given;
        if (!cell.IsCode && role is CellRole.Answer or CellRole.Check)
        {
            throw new NotebookFormatException(
                $"its metadata's nbgrader says {(solution ? "solution" : "grade")} alone of a text; a text that is an answer has both, grade and solution"
            );
        }

        string? id = settings["grade_id"] switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out string? text) && text.Length > 0 => text,
            { } other => throw Wrong("grade_id", other, "a text"),
        };
        return id is null && role is not CellRole.Given
            ? throw new NotebookFormatException("its metadata's nbgrader has no grade_id")
            : new NbgraderSettings(role, id, Points(), task);

        bool Flag(string name) =>
            settings[name] switch
            {
                null => false,
                JsonValue value when value.TryGetValue(out bool flag) => flag,
                { } other => throw Wrong(name, other, "true or false"),
            };

        double Points() =>
            settings["points"] switch
            {
                null => 0,
                JsonValue value
                    when value.GetValueKind() == JsonValueKind.Number
                        && value.TryGetValue(out double points)
                        && points >= 0
                        && double.IsFinite(points) => points,
                { } other => throw Wrong("points", other, "a number that is not negative"),
            };
    }

    private static NotebookFormatException Wrong(string name, JsonNode found, string expected) =>
        new($"its metadata's nbgrader.{name} is {found.ToJsonString()}, expected {expected}");
}
