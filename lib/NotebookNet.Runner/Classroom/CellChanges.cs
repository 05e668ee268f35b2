using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>Whether a cell may change a variable, as far as its text tells.</summary>
internal static class CellChanges
{
    /// <summary>Types whose objects are values by custom: a function that gets one gives back another.</summary>
    private static readonly HashSet<string> s_values =
    [
        "string",
        "String",
        "Vector",
        "Matrix",
        "Func",
        "Complex",
        "DateTime",
        "TimeSpan",
    ];

    private static readonly string[] s_changing =
    [
        "Set",
        "Clear",
        "Coerce",
        "Fill",
        "Sort",
        "Add",
        "Insert",
        "Remove",
        "Push",
        "Pop",
        "Enqueue",
        "Dequeue",
        "Reverse",
    ];

    /// <summary>Whether a declaration says that its variables hold numbers, texts, functions, vectors or matrices, or tuples of them: no arrays, which a function may fill.</summary>
    public static bool HoldsValues(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && IsValue(field.Declaration.Type);

    /// <summary>
    /// Whether a cell assigns to one of some variables or to a part of it, or hands one that holds no value to a function, or calls a
    /// method of it.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="values">Those among them that hold values.</param>
    public static bool MayChange(
        CompilationUnitSyntax cell,
        HashSet<string> variables,
        HashSet<string> values
    ) =>
        FreeNames
            .Identifiers(cell)
            .Where(name => variables.Contains(name.Identifier.Text))
            .Any(name => !values.Contains(name.Identifier.Text) || IsChanged(name));

    /// <summary>Whether a function assigns to one of some variables or to a part of it, or calls a method of it that changes it.</summary>
    public static bool Changes(SyntaxNode function, HashSet<string> variables) =>
        function
            .DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Any(name => variables.Contains(name.Identifier.Text) && IsChanged(name));

    private static bool IsChanged(SimpleNameSyntax name)
    {
        ExpressionSyntax whole = name;
        while (
            whole.Parent is ElementAccessExpressionSyntax or MemberAccessExpressionSyntax
            && whole.Parent is ExpressionSyntax larger
            && larger.ChildNodes().First() == whole
        )
        {
            whole = larger;
        }

        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == whole,
            PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => whole.Parent.Kind()
                is SyntaxKind.PreIncrementExpression
                    or SyntaxKind.PreDecrementExpression
                    or SyntaxKind.PostIncrementExpression
                    or SyntaxKind.PostDecrementExpression,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => tuple.Parent
                is AssignmentExpressionSyntax assignment
                && assignment.Left == tuple,
            // A call whose result nobody takes is there for what it changes, or shows.
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                || argument.Parent?.Parent
                    is InvocationExpressionSyntax
                    {
                        Expression: not IdentifierNameSyntax { Identifier.Text: "display" },
                        Parent: ExpressionStatementSyntax { SemicolonToken.IsMissing: false },
                    },
            InvocationExpressionSyntax => whole is MemberAccessExpressionSyntax method
                && s_changing.Any(begin =>
                    method.Name.Identifier.Text.StartsWith(begin, StringComparison.Ordinal)
                    || method.Name.Identifier.Text.EndsWith("Inplace", StringComparison.Ordinal)
                ),
            _ => false,
        };
    }

    private static bool IsValue(TypeSyntax type) =>
        type switch
        {
            PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword),
            NullableTypeSyntax nullable => IsValue(nullable.ElementType),
            TupleTypeSyntax tuple => tuple.Elements.All(element => IsValue(element.Type)),
            SimpleNameSyntax name => s_values.Contains(name.Identifier.Text),
            _ => false,
        };
}
