using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>Which names of a cell are the student's to declare.</summary>
internal static partial class Answers
{
    /// <summary>All names that a cell declares for those after it.</summary>
    public static IReadOnlyList<string> DeclaredBy(string code) =>
        [.. CellSyntax.Parse(code).Members.SelectMany(CellSyntax.Names).Distinct()];

    /// <summary>
    /// The names of a scaffold whose declaration holds a comment that begins with `your` or a region of a solution, and those
    /// that the solution declares too.
    /// </summary>
    /// <param name="scaffold">The cell that the student fills.</param>
    /// <param name="solution">The code of its solution, or null.</param>
    public static IReadOnlyList<string> Of(string scaffold, string? solution)
    {
        TextSpan[] regions =
        [
            .. MarkedRegion
                .FindAll(scaffold, isCode: true)
                .Where(region => region.Kind == MarkedRegion.Solution)
                .Select(region => region.Span),
        ];
        string[] solved = solution is null ? [] : [.. DeclaredBy(solution)];
        return
        [
            .. CellSyntax
                .Parse(scaffold)
                .Members.SelectMany(member =>
                    IsMarked(member) || regions.Any(member.Span.IntersectsWith)
                        ? CellSyntax.Names(member)
                        : CellSyntax.Names(member).Intersect(solved)
                )
                .Distinct(),
        ];
    }

    private static bool IsMarked(MemberDeclarationSyntax member) =>
        member
            .DescendantTrivia()
            .Any(trivia =>
                trivia.Kind()
                    is SyntaxKind.SingleLineCommentTrivia
                        or SyntaxKind.MultiLineCommentTrivia
                && Mark().IsMatch(trivia.ToString())
            );

    [GeneratedRegex(@"^(//|/\*)\s*your\b")]
    private static partial Regex Mark();
}
