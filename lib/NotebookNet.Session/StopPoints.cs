using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Session;

/// <summary>
/// Writes calls of <see cref="StopPoint.Pass"/> into a cell: in each loop, behind each label, and at the beginning of each
/// function with a body; no line is moved. A thread that is aborted from outside would do without them, but it takes the
/// process with it every now and then.
/// </summary>
internal static class StopPoints
{
    private const string Pass = "global::NotebookNet.Session.StopPoint.Pass();";
    private const string Enter = "global::NotebookNet.Session.StopPoint.Enter();";

    private static readonly CSharpParseOptions s_script = new(
        LanguageVersion.CSharp14,
        kind: SourceCodeKind.Script
    );

    /// <summary>The code with its stop points; as it is where it does not parse.</summary>
    public static string Insert(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, s_script);
        if (tree.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error))
        {
            return code;
        }

        List<(int Start, int End, string Text)> edits = [];
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(node => !CleansUp(node)))
        {
            if (CleansUp(node))
            {
                continue;
            }

            switch (node)
            {
                case WhileStatementSyntax loop:
                    InsertIn(loop.Statement);
                    break;
                case ForStatementSyntax loop:
                    InsertIn(loop.Statement);
                    break;
                case CommonForEachStatementSyntax loop:
                    InsertIn(loop.Statement);
                    break;
                case DoStatementSyntax loop:
                    InsertIn(loop.Statement);
                    break;
                case LabeledStatementSyntax label:
                    InsertBehind(label.ColonToken);
                    break;
                case LocalFunctionStatementSyntax function:
                    InsertInFunction(
                        function.Body,
                        function.ExpressionBody,
                        function.SemicolonToken,
                        function.Identifier.ValueText,
                        function.ReturnType,
                        function.Modifiers
                    );
                    break;
                case MethodDeclarationSyntax function:
                    InsertInFunction(
                        function.Body,
                        function.ExpressionBody,
                        function.SemicolonToken,
                        function.Identifier.ValueText,
                        function.ReturnType,
                        function.Modifiers
                    );
                    break;
                // What a finalizer throws ends the process, and what an initializer of a type throws ends the type.
                case DestructorDeclarationSyntax:
                case ConstructorDeclarationSyntax { Modifiers: var modifiers }
                    when modifiers.Any(SyntaxKind.StaticKeyword):
                    break;
                case BaseMethodDeclarationSyntax { Body: { } body }:
                    InsertBehind(body.OpenBraceToken);
                    break;
                case PropertyDeclarationSyntax { ExpressionBody: { } expression } property
                    when Names(expression, property.Identifier.ValueText):
                    Replace(expression.ArrowToken, $"{{get{{{Enter}{Return(expression)}");
                    Replace(property.SemicolonToken, ";}}");
                    break;
                case AccessorDeclarationSyntax { Body: { } body } accessor:
                    InsertBehind(body.OpenBraceToken, Names(body, NameOf(accessor)) ? Enter : Pass);
                    break;
                case AccessorDeclarationSyntax { ExpressionBody: { } expression } accessor
                    when Names(expression, NameOf(accessor)):
                    bool isGetter = accessor.IsKind(SyntaxKind.GetAccessorDeclaration);
                    Replace(
                        expression.ArrowToken,
                        $"{{{Enter}{(isGetter ? Return(expression) : "")}"
                    );
                    Replace(accessor.SemicolonToken, ";}");
                    break;
                case AnonymousFunctionExpressionSyntax { Block: { } body }:
                    InsertBehind(body.OpenBraceToken);
                    break;
            }
        }

        return Apply(code, edits);

        void InsertIn(StatementSyntax body)
        {
            if (body is BlockSyntax block)
            {
                InsertBehind(block.OpenBraceToken);
            }
            else
            {
                edits.Add((body.SpanStart, body.SpanStart, $"{{{Pass}"));
                edits.Add((body.Span.End, body.Span.End, "}"));
            }
        }

        void InsertBehind(SyntaxToken token, string call = Pass) =>
            edits.Add((token.Span.End, token.Span.End, call));

        void InsertInFunction(
            BlockSyntax? body,
            ArrowExpressionClauseSyntax? expression,
            SyntaxToken semicolon,
            string name,
            TypeSyntax returned,
            SyntaxTokenList modifiers
        )
        {
            if (body is not null)
            {
                InsertBehind(body.OpenBraceToken, Names(body, name) ? Enter : Pass);
            }
            else if (expression is not null && Names(expression, name))
            {
                // A function of one expression can last only where it calls itself.
                string before = IsValue(expression.Expression, returned, modifiers)
                    ? $"{{{Enter}return "
                    : $"{{{Enter}";
                Replace(expression.ArrowToken, before);
                Replace(semicolon, ";}");
            }
        }

        void Replace(SyntaxToken token, string text) =>
            edits.Add((token.SpanStart, token.Span.End, text));
    }

    /// <summary>Whether code is what tidies up behind other code: it runs to its end, also behind what was stopped.</summary>
    private static bool CleansUp(SyntaxNode node) =>
        node
            is FinallyClauseSyntax
                or MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" };

    private static bool Names(SyntaxNode body, string name) =>
        body.DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Any(used => used.Identifier.ValueText == name);

    private static string NameOf(AccessorDeclarationSyntax accessor) =>
        (accessor.Parent?.Parent as PropertyDeclarationSyntax)?.Identifier.ValueText ?? "";

    private static string Return(ArrowExpressionClauseSyntax expression) =>
        expression.Expression is ThrowExpressionSyntax ? "" : "return ";

    /// <summary>Whether a function returns what its expression gives.</summary>
    private static bool IsValue(
        ExpressionSyntax expression,
        TypeSyntax returned,
        SyntaxTokenList modifiers
    )
    {
        if (
            expression is ThrowExpressionSyntax
            || returned is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        )
        {
            return false;
        }

        string last = returned is QualifiedNameSyntax qualified
            ? qualified.Right.WithoutTrivia().ToFullString()
            : returned.WithoutTrivia().ToFullString();
        return !(modifiers.Any(SyntaxKind.AsyncKeyword) && last is "Task" or "ValueTask");
    }

    private static string Apply(string code, List<(int Start, int End, string Text)> edits)
    {
        StringBuilder text = new(code.Length + edits.Count * Enter.Length);
        int written = 0;
        foreach ((int start, int end, string inserted) in edits.OrderBy(edit => edit.Start))
        {
            text.Append(code, written, start - written).Append(inserted);
            written = end;
        }

        return text.Append(code, written, code.Length - written).ToString();
    }
}
