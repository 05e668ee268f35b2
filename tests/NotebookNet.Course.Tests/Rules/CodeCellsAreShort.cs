using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>A code cell fits on a screen: 40 lines at most.</summary>
internal sealed class CodeCellsAreShort : IRule
{
    private const int Most = 40;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course) =>
        chapter
            .Cells.Where(cell => cell.IsCode && cell.Lines.Length > Most)
            .Select(cell =>
                chapter.Violation(
                    cell,
                    $"{cell.Lines.Length} lines of code, expected {Most} at most"
                )
            );
}
