using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>The names in a cell that may be declared in another one: no members behind a dot, no parameters and variables of its own functions.</summary>
internal static class FreeNames
{
    private const int Deepest = 100;

    /// <summary>The names.</summary>
    public static IEnumerable<string> Of(SyntaxNode cell) =>
        Identifiers(cell).Select(name => name.Identifier.Text).Distinct();

    /// <summary>The methods that are called behind a dot: they may be extensions.</summary>
    public static IEnumerable<string> CalledBehindDots(SyntaxNode cell) =>
        cell.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Select(call =>
                call.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
                    MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
                    _ => "",
                }
            )
            .Distinct();

    /// <summary>The identifiers themselves.</summary>
    public static IEnumerable<SimpleNameSyntax> Identifiers(SyntaxNode cell)
    {
        IEnumerable<SimpleNameSyntax> names = cell.DescendantNodes().OfType<SimpleNameSyntax>();
        // To look for a name at every level of a deep one would take too long.
        return CellSyntax.IsDeeperThan(Deepest, cell)
            ? names
            : names.Where(name => !IsMember(name) && !IsLocal(name, name.Identifier.Text));
    }

    /// <summary>Whether a name stands behind a dot or names an argument or a property.</summary>
    private static bool IsMember(SimpleNameSyntax name) =>
        name.Parent switch
        {
            NameColonSyntax => true,
            NameEqualsSyntax => true,
            MemberBindingExpressionSyntax => true,
            MemberAccessExpressionSyntax access => access.Name == name,
            AssignmentExpressionSyntax
            {
                Parent: InitializerExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.ObjectInitializerExpression
                        or (int)SyntaxKind.WithInitializerExpression
                }
            } assignment => assignment.Left == name,
            _ => false,
        };

    private static bool IsLocal(SyntaxNode node, string name)
    {
        for (SyntaxNode? one = node.Parent; one is not null; one = one.Parent)
        {
            if (one is CompilationUnitSyntax)
            {
                return false;
            }

            if (Declared(one).Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a node declares for those below it.</summary>
    private static IEnumerable<string> Declared(SyntaxNode node) =>
        node switch
        {
            SimpleLambdaExpressionSyntax lambda => [lambda.Parameter.Identifier.Text],
            ParenthesizedLambdaExpressionSyntax lambda => Names(lambda.ParameterList),
            AnonymousMethodExpressionSyntax method => Names(method.ParameterList),
            MethodDeclarationSyntax method => Names(method.ParameterList),
            ConstructorDeclarationSyntax constructor => Names(constructor.ParameterList),
            LocalFunctionStatementSyntax function => Names(function.ParameterList),
            TypeDeclarationSyntax type =>
            [
                .. Names(type.ParameterList),
                .. type.Members.SelectMany(CellSyntax.Names),
            ],
            BlockSyntax block => Locals(block.Statements),
            SwitchSectionSyntax section => Locals(section.Statements),
            ForStatementSyntax loop => loop.Declaration?.Variables.Select(variable =>
                variable.Identifier.Text
            ) ?? [],
            ForEachStatementSyntax loop => [loop.Identifier.Text],
            ForEachVariableStatementSyntax loop => Designated(loop.Variable),
            UsingStatementSyntax used => used.Declaration?.Variables.Select(variable =>
                variable.Identifier.Text
            ) ?? [],
            CatchClauseSyntax caught => caught.Declaration is { } declaration
                ? [declaration.Identifier.Text]
                : [],
            QueryExpressionSyntax query => query
                .DescendantNodes()
                .SelectMany(clause =>
                    clause switch
                    {
                        FromClauseSyntax from => [from.Identifier.Text],
                        LetClauseSyntax let => [let.Identifier.Text],
                        JoinClauseSyntax join => [join.Identifier.Text],
                        QueryContinuationSyntax into => [into.Identifier.Text],
                        _ => Enumerable.Empty<string>(),
                    }
                ),
            SwitchExpressionArmSyntax arm => Designated(arm.Pattern),
            // A pattern's variable is there in the rest of its expression or statement.
            StatementSyntax or ExpressionSyntax when node.Parent is not GlobalStatementSyntax =>
                Designated(node),
            _ => [],
        };

    private static IEnumerable<string> Locals(SyntaxList<StatementSyntax> statements) =>
        statements.SelectMany(statement =>
            statement switch
            {
                LocalDeclarationStatementSyntax local => local.Declaration.Variables.Select(
                    variable => variable.Identifier.Text
                ),
                LocalFunctionStatementSyntax function => [function.Identifier.Text],
                _ => Designated(statement),
            }
        );

    private static IEnumerable<string> Designated(SyntaxNode node) =>
        node.DescendantNodesAndSelf(inner =>
                inner is not BlockSyntax and not LambdaExpressionSyntax
            )
            .OfType<SingleVariableDesignationSyntax>()
            .Select(variable => variable.Identifier.Text);

    private static IEnumerable<string> Names(ParameterListSyntax? parameters) =>
        parameters?.Parameters.Select(parameter => parameter.Identifier.Text) ?? [];
}
