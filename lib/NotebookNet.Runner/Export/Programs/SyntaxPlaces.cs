using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Where in a cell a piece of syntax stands.</summary>
internal static class SyntaxPlaces
{
    /// <summary>Whether it is part of a type that a cell declares.</summary>
    public static bool IsInType(this SyntaxNode node) =>
        node.Ancestors().Any(ancestor => ancestor is BaseTypeDeclarationSyntax);

    /// <summary>Whether it runs when a function is called that may be called later than it is written.</summary>
    public static bool IsInFunction(this SyntaxNode node) =>
        node.Ancestors()
            .Any(ancestor =>
                ancestor
                    is AnonymousFunctionExpressionSyntax
                        or LocalFunctionStatementSyntax
                        or BaseMethodDeclarationSyntax
                        or BasePropertyDeclarationSyntax
            );

    /// <summary>The same, or whether it is part of a query, which is made of functions.</summary>
    public static bool IsInFunctionOrQuery(this SyntaxNode node) =>
        node.IsInFunction() || node.Ancestors().Any(ancestor => ancestor is QueryExpressionSyntax);

    /// <summary>Whether the name is looked up where it stands, and not in what stands before its dot, or in what it initializes.</summary>
    public static bool IsSimple(this SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Name != name,
            QualifiedNameSyntax qualified => qualified.Right != name,
            AliasQualifiedNameSyntax => false,
            MemberBindingExpressionSyntax => false,
            NameColonSyntax => false,
            NameEqualsSyntax => false,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment =>
                assignment.Left != name
                    || !assignment.Parent.IsKind(SyntaxKind.ObjectInitializerExpression),
            _ => true,
        };

    /// <summary>The line of its cell where it begins, from 1, and the cell.</summary>
    public static string Place(this SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return PartReader.Place(span.Path, span.StartLinePosition.Line + 1);
    }
}
