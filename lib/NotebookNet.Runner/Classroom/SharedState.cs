using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// What an answer and its check have in common beside values: variables of the assignment that one of them changes, what is printed,
/// files. Each runs in a process of its own, so the check sees nothing of it, and what it says then is no verdict.
/// </summary>
internal static class SharedState
{
    /// <summary>What there is of it, in words; null where there is nothing.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="check">The check.</param>
    /// <param name="written">What the student has written for its answers.</param>
    public static string? Between(
        Assignment assignment,
        AssignedCell check,
        IEnumerable<MemberDeclarationSyntax> written
    )
    {
        if (CellSyntax.Uses(check.Source, ["SetOut", "SetError"]))
        {
            return "the check looks at what the answer prints";
        }

        CompilationUnitSyntax judged = CellSyntax.Parse(check.Source);
        HashSet<string> common =
        [
            .. assignment
                .Given.SelectMany(cell => CellSyntax.Parse(cell.HandedOut).Members)
                .OfType<FieldDeclarationSyntax>()
                .SelectMany(CellSyntax.Names),
        ];
        common.IntersectWith(FreeNames.Of(judged));
        bool hasFiles = FreeNames.Of(judged).Any(NeededCells.Outside.Contains);
        foreach (MemberDeclarationSyntax member in written)
        {
            string[] named = [.. FreeNames.Of(member)];
            if (hasFiles && named.Any(NeededCells.Outside.Contains))
            {
                return "the answer and the check both use files or the environment";
            }

            foreach (string name in named.Where(common.Contains))
            {
                if (CellChanges.Changes(member, [name]))
                {
                    return $"the answer changes {name}, at which the check looks";
                }

                if (CellChanges.Changes(judged, [name]))
                {
                    return $"the check changes {name}, which the answer uses";
                }
            }
        }

        return null;
    }
}
