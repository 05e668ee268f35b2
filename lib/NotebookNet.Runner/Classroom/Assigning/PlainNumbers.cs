using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>Takes the right answers out of a cell whose checks can be read.</summary>
internal static class PlainNumbers
{
    /// <summary>
    /// The cell with `Check.Later` in place of each check whose right answer stands in it, without the variables that held
    /// these answers; the same text where there is none.
    /// </summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="answers">The names that are the student's to declare.</param>
    /// <exception cref="NotebookFormatException">A variable holds a right answer, and something else uses it or is declared with it.</exception>
    public static string Hide(string code, IReadOnlySet<string> answers)
    {
        CompilationUnitSyntax cell = CellSyntax.Parse(code);
        Expectations expectations = new(cell, answers);
        PlainCheck[] checks = [.. expectations.Plain()];
        if (checks.Length == 0)
        {
            return code;
        }

        string? together = checks
            .SelectMany(check => expectations.VariablesIn(check.Compared))
            .Where(expectations.IsPlain)
            .Intersect(
                cell.DescendantNodes()
                    .OfType<SingleVariableDesignationSyntax>()
                    .Select(variable => variable.Identifier.Text)
            )
            .FirstOrDefault();
        if (together is not null)
        {
            throw new NotebookFormatException(
                $"\"{together}\" goes into what a check compares with, so that it is not handed out, and it is declared together with others; give it a declaration of its own"
            );
        }

        List<TextSpan> hidden = [.. checks.Select(check => check.Call.Span)];
        List<VariableDeclaratorSyntax> removed = [];
        HashSet<string> candidates =
        [
            .. checks
                .SelectMany(check => expectations.VariablesIn(check.Call))
                .Where(expectations.IsPlain),
        ];
        // What a removed variable was made of may then be of no use either.
        while (FindUnused() is { } unused)
        {
            removed.Add(unused);
            hidden.Add(unused.Span);
        }

        HashSet<string> held = [.. checks.SelectMany(check => Held(check, expectations))];
        if (
            held.FirstOrDefault(name =>
                removed.TrueForAll(variable => variable.Identifier.Text != name)
            )
            is string used
        )
        {
            throw new NotebookFormatException(
                $"\"{used}\" holds what a check compares with, so that it is not handed out, and something else in the cell uses it"
            );
        }

        return Edit(
            code,
            [
                .. checks.Select(check => (check.Call.Span, Later(check))),
                .. removed.GroupBy(variable => variable.Parent!).SelectMany(Removals),
            ]
        );

        VariableDeclaratorSyntax? FindUnused() =>
            cell.DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
                .FirstOrDefault(variable =>
                    candidates.Contains(variable.Identifier.Text)
                    && variable.Parent!.Parent
                        is FieldDeclarationSyntax
                            or LocalDeclarationStatementSyntax
                    && !removed.Contains(variable)
                    && !IsUsed(variable)
                );

        bool IsUsed(VariableDeclaratorSyntax variable) =>
            cell.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name =>
                    name.Identifier.Text == variable.Identifier.Text
                    && name.Parent is not NameColonSyntax
                    && !(name.Parent is MemberAccessExpressionSyntax member && member.Name == name)
                    && !hidden.Exists(span => span.Contains(name.Span))
                )
            || checks.Any(check =>
                Kept(check)
                    .SelectMany(kept => kept.DescendantNodesAndSelf())
                    .OfType<IdentifierNameSyntax>()
                    .Any(name => name.Identifier.Text == variable.Identifier.Text)
            );

        string Later(PlainCheck check) => $"Check.Later({string.Join(", ", Kept(check))})";

        // What stays of a check: its name and the answer.
        IEnumerable<ExpressionSyntax> Kept(PlainCheck check) =>
            new[] { check.Exercise, check.Actual }
                .OfType<ExpressionSyntax>()
                .Concat(
                    check.IsCondition
                        ? expectations
                            .With(check.Compared)
                            .SelectMany(part => AnswersIn(part, answers))
                            .DistinctBy(answer => answer.ToString())
                        : []
                );
    }

    /// <summary>The variables that are the right answer, and not only part of how it comes about.</summary>
    private static IEnumerable<string> Held(PlainCheck check, Expectations expectations) =>
        check.IsCondition
            ? expectations.VariablesIn(check.Compared)
            : Values(check.Compared).SelectMany(Names);

    private static IEnumerable<string> Names(ExpressionSyntax value) =>
        value is IdentifierNameSyntax name ? [name.Identifier.Text] : [];

    private static IEnumerable<ExpressionSyntax> Values(ExpressionSyntax value) =>
        value switch
        {
            ParenthesizedExpressionSyntax inner => Values(inner.Expression),
            CastExpressionSyntax cast => Values(cast.Expression),
            PrefixUnaryExpressionSyntax signed => Values(signed.Operand),
            CollectionExpressionSyntax list => list.Elements.SelectMany(element =>
                element switch
                {
                    ExpressionElementSyntax one => Values(one.Expression),
                    SpreadElementSyntax several => Values(several.Expression),
                    _ => [],
                }
            ),
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.SelectMany(
                Values
            ),
            ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.SelectMany(
                Values
            ),
            _ => [value],
        };

    /// <summary>The answers that an expression looks at: values, and what functions give where that can be said outside.</summary>
    private static IEnumerable<ExpressionSyntax> AnswersIn(
        SyntaxNode expression,
        IReadOnlySet<string> answers
    ) =>
        expression
            .DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Where(name => answers.Contains(name.Identifier.Text))
            .Select(name =>
                name.Parent is InvocationExpressionSyntax call && call.Expression == name
                    ? call
                    : (ExpressionSyntax)name
            )
            .Where(answer =>
                answer.Parent is not ObjectCreationExpressionSyntax
                && !answer
                    .Ancestors()
                    .TakeWhile(node => node != expression.Parent)
                    .Any(node => node is LambdaExpressionSyntax)
            );

    /// <summary>The removal of variables that one statement declares.</summary>
    private static IEnumerable<(TextSpan, string)> Removals(
        IGrouping<SyntaxNode, VariableDeclaratorSyntax> removed
    )
    {
        VariableDeclarationSyntax declaration = (VariableDeclarationSyntax)removed.Key;
        if (removed.Count() == declaration.Variables.Count)
        {
            yield return (WithLineEnd(declaration.Parent!), "");
            yield break;
        }

        VariableDeclaratorSyntax[] kept = [.. declaration.Variables.Except(removed)];
        yield return (
            declaration.Variables.Span,
            string.Join(", ", kept.Select(variable => variable.ToString()))
        );
    }

    /// <summary>A statement with the comments that belong to it, and its lines' ends.</summary>
    private static TextSpan WithLineEnd(SyntaxNode statement)
    {
        int start = statement.SpanStart;
        bool isLineStart = false;
        foreach (SyntaxTrivia trivia in statement.GetLeadingTrivia().Reverse())
        {
            bool isLineEnd = trivia.IsKind(SyntaxKind.EndOfLineTrivia);
            if (isLineEnd && isLineStart)
            {
                break;
            }

            isLineStart = isLineEnd || (isLineStart && trivia.IsKind(SyntaxKind.WhitespaceTrivia));
            start = isLineStart ? start : trivia.SpanStart;
        }

        return TextSpan.FromBounds(start, statement.FullSpan.End);
    }

    private static string Edit(string code, IReadOnlyList<(TextSpan Span, string Text)> edits)
    {
        // A variable within a check that goes goes with it.
        foreach (
            (TextSpan span, string text) in edits
                .Where(edit =>
                    !edits.Any(other => other.Span != edit.Span && other.Span.Contains(edit.Span))
                )
                .OrderByDescending(edit => edit.Span.Start)
        )
        {
            code = string.Concat(code.AsSpan(0, span.Start), text, code.AsSpan(span.End));
        }

        return code;
    }
}
