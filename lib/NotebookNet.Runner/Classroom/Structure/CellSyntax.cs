using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>Code cells as trees.</summary>
internal static class CellSyntax
{
    private static readonly CSharpParseOptions s_options = new(
        LanguageVersion.CSharp14,
        kind: SourceCodeKind.Script
    );

    /// <summary>A cell is read for many questions, and a student's may be long.</summary>
    private static readonly ConditionalWeakTable<string, CompilationUnitSyntax> s_read = [];

    /// <summary>Deeper nobody writes, and what walks through a tree has not enough stack.</summary>
    private const int Deepest = 500;

    /// <summary>A cell's text as a tree; an empty one where it is nested too deep to be read.</summary>
    public static CompilationUnitSyntax Parse(string code) =>
        s_read.GetValue(
            code,
            text =>
            {
                CompilationUnitSyntax cell = Read(text);
                return IsDeeperThan(Deepest, cell) ? Read("") : cell;
            }
        );

    /// <summary>Whether a cell is nested too deep to be read.</summary>
    public static bool IsTooDeep(string code) => IsDeeperThan(Deepest, Read(code));

    /// <summary>Whether a tree has a node so far below another.</summary>
    public static bool IsDeeperThan(int most, SyntaxNode tree)
    {
        Stack<(SyntaxNode Node, int Depth)> open = new([(tree, 0)]);
        while (open.TryPop(out (SyntaxNode Node, int Depth) next))
        {
            if (next.Depth > most)
            {
                return true;
            }

            foreach (SyntaxNode child in next.Node.ChildNodes())
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return false;
    }

    private static CompilationUnitSyntax Read(string text) =>
        CSharpSyntaxTree.ParseText(text, s_options).GetCompilationUnitRoot();

    /// <summary>
    /// The scaffold with an answer in it. What both declare under one name comes from the answer and stands where the
    /// scaffold had it; the rest of the scaffold, its check, stays. An answer that ends in a value of its own is a whole cell.
    /// </summary>
    public static string WithAnswer(string scaffold, string answer)
    {
        CompilationUnitSyntax given = Parse(answer);
        if (EndsInValue(given))
        {
            return answer;
        }

        HashSet<string> names = [.. given.Members.SelectMany(Names)];
        MemberDeclarationSyntax[] replaced =
        [
            .. Parse(scaffold).Members.Where(member => Names(member).Any(names.Contains)),
        ];
        if (replaced.Length == 0)
        {
            return $"{answer}\n{scaffold}";
        }

        string result = scaffold;
        foreach (MemberDeclarationSyntax member in replaced.Reverse())
        {
            result = result.Remove(member.FullSpan.Start, member.FullSpan.Length);
        }

        return result.Insert(replaced[0].FullSpan.Start, $"\n{answer}\n");
    }

    /// <summary>Every name in code.</summary>
    public static IEnumerable<string> Identifiers(string code) =>
        Parse(code)
            .DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText);

    /// <summary>Whether code names one of some names.</summary>
    public static bool Uses(string code, IReadOnlyCollection<string> names) =>
        Identifiers(code).Any(names.Contains);

    /// <summary>Whether a cell ends in a value to show.</summary>
    public static bool EndsInValue(CompilationUnitSyntax cell) =>
        cell.Members.LastOrDefault()
            is GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true }
            };

    /// <summary>The names that a member of a cell declares.</summary>
    public static IEnumerable<string> Names(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.Text],
            BaseTypeDeclarationSyntax type => [type.Identifier.Text],
            DelegateDeclarationSyntax type => [type.Identifier.Text],
            PropertyDeclarationSyntax property => [property.Identifier.Text],
            BaseFieldDeclarationSyntax field =>
            [
                .. field.Declaration.Variables.Select(variable => variable.Identifier.Text),
            ],
            GlobalStatementSyntax statement =>
            [
                .. statement
                    .Statement.DescendantNodes(node =>
                        node is not BlockSyntax and not LambdaExpressionSyntax
                    )
                    .OfType<SingleVariableDesignationSyntax>()
                    .Select(variable => variable.Identifier.Text),
            ],
            _ => [],
        };
}
