using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>What stands in the hand-out where a solution stood.</summary>
internal static class Stub
{
    private const string Comment = "// YOUR CODE HERE";
    private const string Exception = "throw new System.NotImplementedException()";

    /// <summary>In place of a text.</summary>
    public const string Text = "YOUR ANSWER HERE";

    /// <summary>In place of all the code of a cell.</summary>
    public const string Cell = Comment;

    /// <summary>The lines in place of a region of code: a comment, and what the code around it needs to compile.</summary>
    public static IReadOnlyList<string> For(string source, TextSpan region)
    {
        CompilationUnitSyntax cell = CellSyntax.Parse(source);
        string value = NeedsValue(cell, region) ? "default" : Exception;
        IReadOnlyList<string>[] forms = IsInBody(cell, region)
            ?
            [
                [Comment, Exception + ";"],
                [Comment, value],
            ]
            :
            [
                [Comment],
                [Comment, value],
                [Comment, value + ";"],
            ];
        return forms.FirstOrDefault(lines => Parses(source, region, lines)) ?? [Comment];
    }

    private static bool Parses(string source, TextSpan region, IReadOnlyList<string> lines) =>
        !CellSyntax
            .Parse(
                string.Concat(
                    source.AsSpan(0, region.Start),
                    string.Join('\n', lines),
                    source.AsSpan(region.End)
                )
            )
            .GetDiagnostics()
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether a region stands among the statements of a function.</summary>
    private static bool IsInBody(CompilationUnitSyntax cell, TextSpan region)
    {
        SyntaxNode? around = Around(cell, region);
        return around is BlockSyntax or SwitchSectionSyntax
            && around
                .AncestorsAndSelf()
                .Any(node =>
                    node
                        is BaseMethodDeclarationSyntax
                            or AccessorDeclarationSyntax
                            or LocalFunctionStatementSyntax
                            or AnonymousFunctionExpressionSyntax
                );
    }

    /// <summary>Whether a region begins where a value has to follow, and none may be thrown.</summary>
    private static bool NeedsValue(CompilationUnitSyntax cell, TextSpan region) =>
        cell.DescendantTokens()
            .LastOrDefault(token => token.Span.End <= region.Start && !token.IsMissing)
            .Kind()
            is SyntaxKind.EqualsToken
                or SyntaxKind.OpenParenToken
                or SyntaxKind.CommaToken;

    /// <summary>The innermost node with tokens before and behind a region.</summary>
    private static SyntaxNode? Around(CompilationUnitSyntax cell, TextSpan region)
    {
        SyntaxNode node = cell;
        while (
            node.ChildNodes()
                .FirstOrDefault(child =>
                    child.Span.Start < region.Start && child.Span.End > region.End
                )
                is { } inner
        )
        {
            node = inner;
        }

        return node;
    }
}
