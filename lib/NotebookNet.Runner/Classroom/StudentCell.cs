using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// A student's cell as it runs in the student's process: what it declares, beside what the scaffold gives. The check does not run
/// there, nor what is computed for it from the answer.
/// </summary>
/// <param name="Given">What runs before: the scaffold's own variables and functions, as far as they need no answer.</param>
/// <param name="Written">The student's cell without the scaffold's part, on the same lines; behind it the scaffold's functions that use the answer.</param>
internal sealed record StudentCell(string Given, string Written)
{
    /// <summary>The cells to run.</summary>
    /// <param name="handedOut">The scaffold.</param>
    /// <param name="names">The names that the student declares.</param>
    /// <param name="written">The student's cell.</param>
    public static StudentCell Of(
        string handedOut,
        IReadOnlyCollection<string> names,
        string written
    )
    {
        CompilationUnitSyntax scaffold = CellSyntax.Parse(handedOut);
        HashSet<string> dependent = Dependent(scaffold, names);
        HashSet<string> given =
        [
            .. scaffold.Members.SelectMany(CellSyntax.Names).Where(name => !names.Contains(name)),
        ];
        HashSet<string> statements = [.. Nameless(scaffold).Select(Plain)];
        CompilationUnitSyntax own = CellSyntax.Parse(written);
        if (EndsInAnswer(scaffold, own, names))
        {
            // It is no check, and something may follow.
            written = written.Insert(own.Members[^1].Span.End, ";");
            own = CellSyntax.Parse(written);
        }

        string answer = Blanked(
            written,
            own.Members.Where(member =>
                (IsValue(own, member) && CellSyntax.EndsInValue(scaffold))
                || (
                    CellSyntax.Names(member).Any()
                        ? CellSyntax.Names(member).All(given.Contains)
                        : statements.Contains(Plain(member))
                )
            )
        );
        HashSet<string> declared =
        [
            .. CellSyntax.Parse(answer).Members.SelectMany(CellSyntax.Names),
        ];
        MemberDeclarationSyntax[] rest =
        [
            .. scaffold.Members.Where(member =>
                !IsValue(scaffold, member) && !CellSyntax.Names(member).Any(declared.Contains)
            ),
        ];
        string usings = scaffold.Usings.ToFullString();
        return new StudentCell(
            usings + Text(rest.Where(member => !IsDependent(member))),
            $"{answer}\n"
                + Text(
                    rest.Where(member =>
                        IsDependent(member)
                        && (
                            member is MethodDeclarationSyntax or BaseTypeDeclarationSyntax
                            || CellSyntax.Names(member).Any(names.Contains)
                        )
                    )
                )
        );

        bool IsDependent(MemberDeclarationSyntax member) =>
            Uses(member, dependent) || CellSyntax.Names(member).Any(names.Contains);
    }

    /// <summary>Whether a cell holds nothing but what was handed out, or less: an answer may also stand below the line that asks for it.</summary>
    public static bool IsUntouched(string handedOut, string written) =>
        !Added(handedOut, written).Any();

    /// <summary>What a cell holds beside what was handed out.</summary>
    public static IEnumerable<MemberDeclarationSyntax> Added(string handedOut, string written)
    {
        HashSet<string> there = [.. CellSyntax.Parse(handedOut).Members.Select(Plain)];
        return CellSyntax.Parse(written).Members.Where(member => !there.Contains(Plain(member)));
    }

    /// <summary>Whether a cell says no more of a name than what was handed out.</summary>
    public static bool IsOpen(string handedOut, string written, string name) =>
        !Added(handedOut, written)
            .Any(member => CellSyntax.Names(member).Contains(name) || Uses(member, [name]));

    /// <summary>Whether a cell declares one of the names.</summary>
    public static bool Declares(string written, IReadOnlyCollection<string> names) =>
        CellSyntax.Parse(written).Members.SelectMany(CellSyntax.Names).Any(names.Contains);

    /// <summary>Whether something of the scaffold is not in a cell as it was handed out: its check, or a function that the check uses.</summary>
    public static bool IsEdited(string handedOut, IReadOnlyCollection<string> names, string written)
    {
        HashSet<string> there = [.. Others(written, names)];
        return Others(handedOut, names).Any(text => !there.Contains(text));
    }

    /// <summary>Whether something of the scaffold beside what is to be declared is in a cell as it was handed out.</summary>
    public static bool HoldsScaffold(
        string handedOut,
        IReadOnlyCollection<string> names,
        string written
    ) => Others(handedOut, names).Intersect(Others(written, names)).Any();

    private static IEnumerable<string> Others(string cell, IReadOnlyCollection<string> names) =>
        CellSyntax
            .Parse(cell)
            .Members.Where(member => !CellSyntax.Names(member).Any(names.Contains))
            .Select(Plain);

    private static IEnumerable<MemberDeclarationSyntax> Nameless(CompilationUnitSyntax cell) =>
        cell.Members.Where(member => !CellSyntax.Names(member).Any());

    private static string Plain(MemberDeclarationSyntax member) =>
        member.NormalizeWhitespace().ToString();

    private static string Text(IEnumerable<MemberDeclarationSyntax> members) =>
        string.Concat(members.Select(member => $"{member.ToFullString()}\n"));

    private static bool Uses(MemberDeclarationSyntax member, HashSet<string> names) =>
        member
            .DescendantTokens()
            .Any(token =>
                token.Parent is IdentifierNameSyntax or GenericNameSyntax
                && names.Contains(token.Text)
            );

    private static bool IsValue(CompilationUnitSyntax cell, MemberDeclarationSyntax member) =>
        member == cell.Members[^1] && CellSyntax.EndsInValue(cell);

    /// <summary>Whether a cell ends in a statement of the student's that begins with an answer's name and lacks its semicolon: `total += 1`.</summary>
    private static bool EndsInAnswer(
        CompilationUnitSyntax scaffold,
        CompilationUnitSyntax cell,
        IReadOnlyCollection<string> names
    ) =>
        CellSyntax.EndsInValue(cell)
        && cell.Members[^1]
            is GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax
                {
                    Expression: AssignmentExpressionSyntax
                        or InvocationExpressionSyntax
                        or PrefixUnaryExpressionSyntax
                        {
                            RawKind: (int)SyntaxKind.PreIncrementExpression
                                or (int)SyntaxKind.PreDecrementExpression
                        }
                        or PostfixUnaryExpressionSyntax
                        {
                            RawKind: (int)SyntaxKind.PostIncrementExpression
                                or (int)SyntaxKind.PostDecrementExpression
                        }
                }
            } last
        && names.Contains(
            last.DescendantTokens()
                .FirstOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Text
        )
        && !scaffold.Members.Select(Plain).Contains(Plain(last));

    /// <summary>The answer's names, those that are computed from them, and so on.</summary>
    private static HashSet<string> Dependent(
        CompilationUnitSyntax scaffold,
        IEnumerable<string> names
    )
    {
        HashSet<string> dependent = [.. names];
        int before;
        do
        {
            before = dependent.Count;
            dependent.UnionWith(
                scaffold
                    .Members.Where(member => Uses(member, dependent))
                    .SelectMany(CellSyntax.Names)
            );
        } while (dependent.Count > before);

        return dependent;
    }

    /// <summary>A cell without some of its members, whose lines stay.</summary>
    private static string Blanked(string cell, IEnumerable<MemberDeclarationSyntax> members)
    {
        foreach (MemberDeclarationSyntax member in members.Reverse())
        {
            string lines = new('\n', member.ToString().Count(letter => letter == '\n'));
            cell = cell.Remove(member.Span.Start, member.Span.Length)
                .Insert(member.Span.Start, lines);
        }

        return cell;
    }
}
