using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookNet.Jupyter.Help;

/// <summary>Whether a cell can be run as it stands, by its syntax alone.</summary>
internal static class SubmissionCompleteness
{
    private static readonly CSharpParseOptions s_options = new(
        LanguageVersion.CSharp14,
        kind: SourceCodeKind.Script
    );

    /// <summary>Looks at the C# of a cell.</summary>
    public static Completeness Of(CellText text)
    {
        if (text.Language != NotebookNet.Session.CellParser.CSharp)
        {
            return new Completeness("complete");
        }

        SyntaxTree tree = SyntaxFactory.ParseSyntaxTree(text.CSharp, s_options);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return new Completeness("incomplete", IndentAfter(text.CSharp));
        }

        return tree.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error)
            ? new Completeness("invalid")
            : new Completeness("complete");
    }

    /// <summary>What the next line begins with: four blanks more than the line that opens the innermost brace.</summary>
    private static string IndentAfter(string code)
    {
        Stack<string> open = [];
        string indent = "";
        int line = -1;
        foreach (SyntaxToken token in SyntaxFactory.ParseTokens(code, options: s_options))
        {
            int start = code.LastIndexOf('\n', Math.Max(token.SpanStart - 1, 0)) + 1;
            if (start != line && !token.IsKind(SyntaxKind.EndOfFileToken))
            {
                line = start;
                indent = string.Concat(code[start..].TakeWhile(c => c is ' ' or '\t'));
            }

            switch (token.Kind())
            {
                case SyntaxKind.OpenBraceToken
                or SyntaxKind.OpenBracketToken
                or SyntaxKind.OpenParenToken:
                    open.Push(indent);
                    break;
                case SyntaxKind.CloseBraceToken
                or SyntaxKind.CloseBracketToken
                or SyntaxKind.CloseParenToken:
                    open.TryPop(out _);
                    break;
            }
        }

        return open.TryPeek(out string? innermost) ? innermost + "    " : indent;
    }
}
