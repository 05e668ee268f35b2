using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>Every stored check is green, but those of exercises, which no reader has answered yet.</summary>
internal sealed class ChecksAreGreen : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course) =>
        chapter
            .Cells.Where(cell =>
                chapter.Exercises.All(exercise => exercise.Scaffold != cell)
                && ChapterCell.ChecksOf(cell.Stored.Outputs).Any(mark => mark != '✔')
            )
            .Select(cell =>
                chapter.Violation(
                    cell,
                    "its check is not right; expected ✔ (only the cell after an exercise's text may be open)"
                )
            );
}
