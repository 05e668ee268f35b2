using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>What the checks of a cell compare with.</summary>
internal sealed partial class Expectations
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

    private readonly CompilationUnitSyntax _cell;
    private readonly IReadOnlySet<string> _answers;
    private readonly Dictionary<string, ExpressionSyntax> _variables = [];

    /// <param name="cell">The cell.</param>
    /// <param name="answers">The names that are the reader's to declare, where they are known.</param>
    public Expectations(CompilationUnitSyntax cell, IReadOnlySet<string> answers)
    {
        _cell = cell;
        _answers = answers;
        foreach (
            (string name, ExpressionSyntax? start) in cell.DescendantNodes().SelectMany(Declared)
        )
        {
            // What starts without a value is the reader's.
            if (
                start is { } value
                && !NotANumber().IsMatch(value.ToString())
                && !answers.Contains(name)
            )
            {
                _variables[name] = value;
            }
        }
    }

    /// <summary>
    /// The right answers of a cell's checks in which nothing but literals, arithmetic and variables of the same cell that are
    /// such themselves goes in.
    /// </summary>
    public static IEnumerable<string> Constant(string code) =>
        new Expectations(CellSyntax.Parse(code), new HashSet<string>())
            .Plain()
            .Select(check => check.Compared.ToString());

    /// <summary>
    /// The checks whose right answer can be read: of literals, arithmetic, and variables of the cell that are such themselves;
    /// or a condition of such and of the reader's answers.
    /// </summary>
    public IEnumerable<PlainCheck> Plain()
    {
        foreach (
            InvocationExpressionSyntax call in _cell
                .DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
        )
        {
            if (NameOf(call) is not string check)
            {
                continue;
            }

            if (
                s_comparing.Contains(check)
                && Expected(call) is { } expected
                && !NamesSomething(expected, [])
            )
            {
                yield return new PlainCheck(call, expected, IsCondition: false);
            }
            else if (
                check == "True"
                && PlainCheck.Argument(call, "condition", 1) is { } condition
                && IsAboutAnswers(condition)
                && !NamesSomething(condition, [.. _answers])
            )
            {
                yield return new PlainCheck(call, condition, IsCondition: true);
            }
        }
    }

    /// <summary>The variables of the cell that go into an expression, and those that go into them.</summary>
    public IReadOnlySet<string> VariablesIn(SyntaxNode expression)
    {
        HashSet<string> found = [];
        Stack<SyntaxNode> open = new([expression]);
        while (open.TryPop(out SyntaxNode? node))
        {
            foreach (
                IdentifierNameSyntax name in node.DescendantNodesAndSelf()
                    .OfType<IdentifierNameSyntax>()
            )
            {
                if (
                    _variables.TryGetValue(name.Identifier.Text, out ExpressionSyntax? value)
                    && found.Add(name.Identifier.Text)
                )
                {
                    open.Push(value);
                }
            }
        }

        return found;
    }

    private static string? NameOf(InvocationExpressionSyntax call) =>
        call.Expression
            is MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.Text: "Check" },
            } member
            ? member.Name.Identifier.Text
            : null;

    private static ExpressionSyntax? Expected(InvocationExpressionSyntax call)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return (
            arguments.FirstOrDefault(argument =>
                argument.NameColon?.Name.Identifier.Text == "expected"
            ) ?? arguments.Skip(1).FirstOrDefault(argument => argument.NameColon is null)
        )?.Expression;
    }

    /// <summary>Whether a variable of the cell holds nothing but what is written there, and answers.</summary>
    public bool IsPlain(string variable) => !NamesSomething(_variables[variable], [.. _answers]);

    /// <summary>An expression, and what the variables in it hold.</summary>
    public IEnumerable<SyntaxNode> With(ExpressionSyntax expression) =>
        VariablesIn(expression).Select(SyntaxNode (name) => _variables[name]).Prepend(expression);

    /// <summary>Whether a condition compares an answer with what is written there.</summary>
    private bool IsAboutAnswers(ExpressionSyntax condition)
    {
        SyntaxNode[] nodes = [.. With(condition).SelectMany(part => part.DescendantNodesAndSelf())];
        return nodes.Any(IsValue)
            && nodes
                .OfType<SimpleNameSyntax>()
                .Any(name => _answers.Contains(name.Identifier.Text));
    }

    private bool IsValue(SyntaxNode node) =>
        node.Kind() switch
        {
            SyntaxKind.NumericLiteralExpression
            or SyntaxKind.StringLiteralExpression
            or SyntaxKind.CharacterLiteralExpression => true,
            // Elsewhere these say whether the check holds, or how it compares.
            SyntaxKind.TrueLiteralExpression
            or SyntaxKind.FalseLiteralExpression
            or SyntaxKind.SimpleMemberAccessExpression
            or SyntaxKind.QualifiedName => node.Parent?.Kind()
                is SyntaxKind.EqualsExpression
                    or SyntaxKind.NotEqualsExpression
                    or SyntaxKind.IsExpression
                    or SyntaxKind.ConstantPattern
                && (node is LiteralExpressionSyntax || IsEnumMember(node)),
            _ => false,
        };

    /// <summary>Whether a node is a member of an enum that the framework or the cell declares.</summary>
    private bool IsEnumMember(SyntaxNode node)
    {
        SyntaxNode? type = node switch
        {
            MemberAccessExpressionSyntax member => member.Expression,
            QualifiedNameSyntax member => member.Left,
            _ => null,
        };
        return type is IdentifierNameSyntax { Identifier.Text: string name }
            && (
                typeof(Enum).Assembly.GetType($"System.{name}") is { IsEnum: true }
                || _cell
                    .DescendantNodes()
                    .OfType<EnumDeclarationSyntax>()
                    .Any(declared => declared.Identifier.Text == name)
            );
    }

    /// <summary>Whether a node takes something from elsewhere: data, a function, the reader's answer.</summary>
    private bool NamesSomething(SyntaxNode node, IReadOnlyList<string> followed) =>
        node switch
        {
            // How many values are asked for is no secret.
            MemberAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax answer,
                Name.Identifier.Text: "Length" or "Count",
            } when _answers.Contains(answer.Identifier.Text) => false,
            InvocationExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }
            } => false,
            MemberAccessExpressionSyntax when IsEnumMember(node) => false,
            MemberAccessExpressionSyntax member => NamesSomething(member.Expression, followed),
            CastExpressionSyntax cast => NamesSomething(cast.Expression, followed),
            SimpleNameSyntax name when followed.Contains(name.Identifier.Text) => false,
            SimpleNameSyntax name
                when _variables.TryGetValue(
                    name.Identifier.Text,
                    out ExpressionSyntax? initializer
                ) => NamesSomething(initializer, [.. followed, name.Identifier.Text]),
            SimpleNameSyntax name => !s_plain.Contains(name.Identifier.Text),
            LambdaExpressionSyntax lambda => NamesSomething(
                lambda.Body,
                [.. followed, .. Parameters(lambda)]
            ),
            TypeSyntax or NameColonSyntax => false,
            _ => node.ChildNodes().Any(child => NamesSomething(child, followed)),
        };

    /// <summary>The variables that a node declares, each with the value that it starts with.</summary>
    private static IEnumerable<(string Name, ExpressionSyntax? Start)> Declared(SyntaxNode node)
    {
        if (node is VariableDeclaratorSyntax variable)
        {
            return [(variable.Identifier.Text, variable.Initializer?.Value)];
        }

        if (node is not AssignmentExpressionSyntax { Right: ExpressionSyntax value } assignment)
        {
            return [];
        }

        SyntaxNode[] parts = assignment.Left switch
        {
            DeclarationExpressionSyntax
            {
                Designation: ParenthesizedVariableDesignationSyntax several
            } => [.. several.Variables],
            TupleExpressionSyntax several => [.. several.Arguments],
            _ => [],
        };
        return parts.SelectMany(
            (part, i) =>
                part.DescendantNodesAndSelf()
                    .OfType<SingleVariableDesignationSyntax>()
                    .Select(one =>
                        (
                            one.Identifier.Text,
                            (ExpressionSyntax?)(
                                value is TupleExpressionSyntax values
                                && values.Arguments.Count == parts.Length
                                    ? values.Arguments[i].Expression
                                    : value
                            )
                        )
                    )
        );
    }

    private static IEnumerable<string> Parameters(LambdaExpressionSyntax lambda) =>
        lambda
            .DescendantNodes()
            .OfType<ParameterSyntax>()
            .Select(parameter => parameter.Identifier.Text);

    [GeneratedRegex(@"\bNaN\b")]
    private static partial Regex NotANumber();
}
