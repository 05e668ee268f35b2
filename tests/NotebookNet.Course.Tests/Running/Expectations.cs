using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Course.Tests.Running;

/// <summary>What the checks of a cell compare with.</summary>
internal static class Expectations
{
    private static readonly HashSet<string> s_comparing = ["Number", "Values", "Matrix", "Choice"];

    /// <summary>Names with which an expression still says its own value.</summary>
    private static readonly HashSet<string> s_plain =
    [
        "Math",
        "Vector",
        "Matrix",
        "Enumerable",
        "Array",
        "List",
        "Convert",
        "Double",
    ];

    /// <summary>
    /// The right answers of a cell's checks in which nothing but literals, arithmetic and variables of the same cell that are
    /// such themselves goes in.
    /// </summary>
    public static IEnumerable<string> Constant(string code)
    {
        CompilationUnitSyntax cell = CellSyntax.Parse(code);
        Dictionary<string, ExpressionSyntax> variables = [];
        foreach (
            VariableDeclaratorSyntax variable in cell.DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
        )
        {
            // What starts without a value is the reader's.
            if (
                variable.Initializer?.Value is { } value
                && !value.ToString().Contains("NaN", StringComparison.Ordinal)
            )
            {
                variables[variable.Identifier.Text] = value;
            }
        }

        return cell.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(IsComparing)
            .Select(Expected)
            .OfType<ExpressionSyntax>()
            .Where(expected => !NamesSomething(expected, variables, []))
            .Select(expected => expected.ToString());
    }

    private static bool IsComparing(InvocationExpressionSyntax call) =>
        call.Expression
            is MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.Text: "Check" },
            } member
        && s_comparing.Contains(member.Name.Identifier.Text);

    private static ExpressionSyntax? Expected(InvocationExpressionSyntax call)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return (
            arguments.FirstOrDefault(argument =>
                argument.NameColon?.Name.Identifier.Text == "expected"
            ) ?? arguments.Skip(1).FirstOrDefault(argument => argument.NameColon is null)
        )?.Expression;
    }

    /// <summary>Whether a node takes something from elsewhere: data, a function, the reader's answer.</summary>
    private static bool NamesSomething(
        SyntaxNode node,
        IReadOnlyDictionary<string, ExpressionSyntax> variables,
        IReadOnlyList<string> followed
    ) =>
        node switch
        {
            MemberAccessExpressionSyntax member => NamesSomething(
                member.Expression,
                variables,
                followed
            ),
            CastExpressionSyntax cast => NamesSomething(cast.Expression, variables, followed),
            SimpleNameSyntax name when followed.Contains(name.Identifier.Text) => false,
            SimpleNameSyntax name
                when variables.TryGetValue(
                    name.Identifier.Text,
                    out ExpressionSyntax? initializer
                ) => NamesSomething(initializer, variables, [.. followed, name.Identifier.Text]),
            SimpleNameSyntax name => !s_plain.Contains(name.Identifier.Text),
            LambdaExpressionSyntax lambda => NamesSomething(
                lambda.Body,
                variables,
                [.. followed, .. Parameters(lambda)]
            ),
            TypeSyntax or NameColonSyntax => false,
            _ => node.ChildNodes().Any(child => NamesSomething(child, variables, followed)),
        };

    private static IEnumerable<string> Parameters(LambdaExpressionSyntax lambda) =>
        lambda
            .DescendantNodes()
            .OfType<ParameterSyntax>()
            .Select(parameter => parameter.Identifier.Text);
}
