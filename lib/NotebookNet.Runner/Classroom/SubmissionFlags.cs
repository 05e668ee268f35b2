using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// What a teacher should look at in a submission: whatever would have changed a verdict if the submission's own checks counted.
/// </summary>
internal static class SubmissionFlags
{
    /// <summary>The flags, each in words.</summary>
    public static IEnumerable<string> Of(
        Assignment assignment,
        IReadOnlyList<NotebookCell> written,
        CellMatch match
    )
    {
        bool hasIds = written.Any(cell => cell.Id is not null);
        int sameIds = 0;
        int otherIds = 0;
        AssignedCell[] cells =
        [
            .. assignment.Cells.Where(cell => cell.IsCode && cell.Role != CellRole.KeptBack),
        ];
        foreach (AssignedCell cell in cells)
        {
            string name = cell.Exercise ?? Invariant($"cell {cell.Index + 1}");
            if (match.Of(cell) is not { } own)
            {
                yield return $"{name}: its cell is gone";
                continue;
            }

            sameIds += cell.Id is not null && own.Id == cell.Id ? 1 : 0;
            otherIds += hasIds && cell.Id is not null && own.Id != cell.Id ? 1 : 0;
            bool isEdited =
                cell.Role is CellRole.ByHand or CellRole.Answer ? false
                : cell.AnswerNames.Count > 0
                    ? cell.Role == CellRole.AnswerAndCheck
                        && StudentCell.IsEdited(cell.HandedOut, cell.AnswerNames, own.Source)
                : CellMatch.Plain(own.Source) != CellMatch.Plain(cell.HandedOut);
            if (isEdited)
            {
                yield return cell.Role == CellRole.Given
                    ? $"{name} of the assignment was changed"
                    : $"{name}: its check, or what stands beside it, was changed";
            }
        }

        // An editor that gives new ids gives them to all cells.
        if (otherIds > 0 && sameIds > 0)
        {
            yield return Invariant($"{otherIds} cells have other ids than the assignment's");
        }

        foreach (
            NotebookCell deep in written.Where(own =>
                own.IsCode && CellSyntax.IsTooDeep(own.Source)
            )
        )
        {
            yield return Invariant($"cell {deep.Index + 1} is nested too deep to be read");
        }

        HashSet<string> used =
        [
            .. cells.SelectMany(cell => CellSyntax.Identifiers(cell.HandedOut)),
        ];
        HashSet<string> theirs = [.. cells.SelectMany(cell => cell.AnswerNames)];
        HashSet<string> given = [.. cells.SelectMany(cell => Functions(cell.HandedOut))];
        HashSet<int> assigned =
        [
            .. cells
                .Where(cell =>
                    match.Of(cell) is { } own
                    && CellMatch.Plain(own.Source) == CellMatch.Plain(cell.HandedOut)
                )
                .Select(cell => match.Of(cell)!.Index),
        ];
        foreach (
            NotebookCell own in written.Where(own => own.IsCode && !assigned.Contains(own.Index))
        )
        {
            foreach (
                string name in Functions(own.Source)
                    .Where(name => used.Contains(name) && !theirs.Contains(name))
                    .Except(InPlace(own))
            )
            {
                yield return given.Contains(name)
                    ? $"{name}, which the assignment declares, is declared again"
                    : $"{name}, which the assignment uses, is declared";
            }
        }

        // What a scaffold declares for its check stands in the student's copy, too.
        IEnumerable<string> InPlace(NotebookCell own) =>
            cells
                .Where(cell => match.Of(cell)?.Index == own.Index)
                .SelectMany(cell => Functions(cell.HandedOut));
    }

    private static IEnumerable<string> Functions(string code) =>
        CellSyntax
            .Parse(code)
            .Members.Where(member => member is MethodDeclarationSyntax or BaseTypeDeclarationSyntax)
            .SelectMany(CellSyntax.Names);
}
