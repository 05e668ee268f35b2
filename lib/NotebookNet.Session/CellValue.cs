using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Session;

/// <summary>Tells whether a cell has a value to show.</summary>
internal static class CellValue
{
    /// <summary>Whether the cell ends in an expression without a semicolon that has a value, or returns one.</summary>
    public static bool IsIn(Compilation compilation, SyntaxTree tree)
    {
        SyntaxList<MemberDeclarationSyntax> members = (
            (CompilationUnitSyntax)tree.GetRoot()
        ).Members;
        return EndsInValue(compilation, tree, members)
            || members.OfType<GlobalStatementSyntax>().Any(member => Returns(member.Statement));
    }

    private static bool EndsInValue(
        Compilation compilation,
        SyntaxTree tree,
        SyntaxList<MemberDeclarationSyntax> members
    ) =>
        members.LastOrDefault()
            is GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax
                {
                    SemicolonToken.IsMissing: true,
                    Expression: var expression
                }
            }
        && compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type
            is not { SpecialType: SpecialType.System_Void };

    /// <summary>Whether a statement of the cell itself, not of a function in it, returns: null where it names no value.</summary>
    private static bool Returns(StatementSyntax statement) =>
        statement
            .DescendantNodesAndSelf(node =>
                node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            )
            .Any(node => node is ReturnStatementSyntax);
}
