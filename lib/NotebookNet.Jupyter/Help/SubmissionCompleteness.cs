using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Jupyter.Help;

/// <summary>Whether a cell can be run as it stands, by its syntax alone.</summary>
internal static class SubmissionCompleteness
{
    private static readonly CSharpParseOptions s_options = new(
        LanguageVersion.CSharp14,
        kind: SourceCodeKind.Script
    );

    /// <summary>Comments, texts, holes in texts, `try` and directives that are open up to the end.</summary>
    private static readonly string[] s_open =
    [
        "CS1027",
        "CS1035",
        "CS1038",
        "CS1039",
        "CS1524",
        "CS8076",
        "CS8997",
    ];

    private const string Step = "    ";

    /// <summary>Something stands behind the end.</summary>
    private const string Superfluous = "CS7017";

    /// <summary>Looks at the C# of a cell.</summary>
    public static Completeness Of(CellText text)
    {
        if (text.Language != NotebookNet.Session.CellParser.CSharp)
        {
            return new Completeness("complete");
        }

        SyntaxTree tree = SyntaxFactory.ParseSyntaxTree(text.CSharp, s_options);
        Diagnostic[] errors =
        [
            .. tree.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error),
        ];
        if (errors.Length == 0 && SyntaxFactory.IsCompleteSubmission(tree))
        {
            return new Completeness("complete");
        }

        int end = tree.GetRoot().GetLastToken().Span.End;
        bool isOpen = !SyntaxFactory.IsCompleteSubmission(tree);
        return errors.All(error =>
            s_open.Contains(error.Id)
            || isOpen && error.Id != Superfluous && EndsAt(error.Location.SourceSpan, end)
        )
            ? new Completeness("incomplete", IndentAfter(tree, text.CSharp))
            : new Completeness("invalid");

        // What is missing at the end can come with more lines.
        static bool EndsAt(TextSpan span, int end) => span.Start >= end || span.End == end;
    }

    /// <summary>What the next line begins with: four blanks more than the line that opens what is open.</summary>
    private static string IndentAfter(SyntaxTree tree, string code)
    {
        Stack<string> open = [];
        string indent = "";
        SyntaxToken last = default;
        int line = 0;
        int read = 0;
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens())
        {
            if (token.Span.IsEmpty)
            {
                continue;
            }

            int end = code.AsSpan(read, token.SpanStart - read).LastIndexOfAny('\n', '\r');
            if (end >= 0 || read == 0)
            {
                line = end < 0 ? line : read + end + 1;
                indent = IndentAt(code.AsSpan(line));
            }

            (last, read) = (token, token.SpanStart);
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

        return IsHead(last) ? indent + Step
            : open.TryPeek(out string? innermost) ? innermost + Step
            : indent;
    }

    /// <summary>Whether a statement that belongs to the one of this token comes next.</summary>
    private static bool IsHead(SyntaxToken token) =>
        token.Kind() is SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword
        || token.IsKind(SyntaxKind.CloseParenToken)
            && token.Parent
                is IfStatementSyntax
                    or ForStatementSyntax
                    or CommonForEachStatementSyntax
                    or WhileStatementSyntax
                    or UsingStatementSyntax
                    or LockStatementSyntax
                    or FixedStatementSyntax;

    private static string IndentAt(ReadOnlySpan<char> line)
    {
        int end = line.IndexOfAnyExcept(' ', '\t');
        return line[..(end < 0 ? line.Length : end)].ToString();
    }
}
