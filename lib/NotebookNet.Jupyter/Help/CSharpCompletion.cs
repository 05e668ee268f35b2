using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Jupyter.Help;

/// <summary>What Roslyn offers at a position of a cell, as Jupyter's front ends show it: they insert what they list, and keep the order.</summary>
internal static class CSharpCompletion
{
    /// <summary>More than that nobody looks through.</summary>
    private const int Most = 500;

    /// <summary>What is more than a word is asked for one by one.</summary>
    private const int MostComplex = 60;

    private static readonly ImmutableArray<(string Tag, string Type)> s_types =
    [
        (WellKnownTags.ExtensionMethod, "method"),
        (WellKnownTags.Method, "method"),
        (WellKnownTags.Property, "property"),
        (WellKnownTags.Field, "field"),
        (WellKnownTags.EnumMember, "enummember"),
        (WellKnownTags.Constant, "constant"),
        (WellKnownTags.Event, "event"),
        (WellKnownTags.Local, "variable"),
        (WellKnownTags.Parameter, "parameter"),
        (WellKnownTags.RangeVariable, "variable"),
        (WellKnownTags.Class, "class"),
        (WellKnownTags.Structure, "struct"),
        (WellKnownTags.Interface, "interface"),
        (WellKnownTags.Delegate, "delegate"),
        (WellKnownTags.Enum, "enum"),
        (WellKnownTags.TypeParameter, "typeparameter"),
        (WellKnownTags.Namespace, "module"),
        (WellKnownTags.Keyword, "keyword"),
        (WellKnownTags.Label, "label"),
        (WellKnownTags.Operator, "operator"),
    ];

    /// <summary>What is offered at a position.</summary>
    public static async Task<Completions> CompleteAsync(
        Document document,
        int cursor,
        CancellationToken cancellation
    )
    {
        SourceText text = await document.GetTextAsync(cancellation);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellation))!;
        if (
            CompletionService.GetService(document) is not { } service
            || IsInText(tree, cursor, cancellation)
        )
        {
            return Completions.None(cursor);
        }

        CompletionList list = await service.GetCompletionsAsync(
            document,
            cursor,
            CompletionTrigger.Invoke,
            cancellationToken: cancellation
        );
        TextSpan span = list.Span.IntersectsWith(cursor) ? list.Span : new TextSpan(cursor, 0);
        string typed = text.ToString(TextSpan.FromBounds(span.Start, cursor));
        bool isMember = IsMember(tree, span.Start, cancellation);
        List<CompletionMatch> matches = [];
        HashSet<string> texts = [];
        int complex = 0;
        foreach (
            CompletionItem item in list
                .ItemsList.Where(item => Fits(item, typed))
                .OrderByDescending(item => item.Rules.MatchPriority)
                .ThenBy(item => isMember ? 0 : Distance(item))
                .ThenBy(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase)
        )
        {
            if (matches.Count == Most)
            {
                break;
            }

            string? inserted = item.IsComplexTextEdit
                ? ++complex <= MostComplex
                    ? await ChangeAsync(service, document, item, span, cancellation)
                    : null
                : TextOf(item);
            if (inserted is not null && texts.Add(inserted))
            {
                matches.Add(new CompletionMatch(inserted, TypeOf(item)));
            }
        }

        return new Completions(span.Start, span.End, matches);
    }

    /// <summary>Whether a front end would keep an item: it compares with what has been typed.</summary>
    private static bool Fits(CompletionItem item, string typed) =>
        !item.Tags.Contains(WellKnownTags.Snippet)
        && (
            item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            || TextOf(item).StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Variables come before functions, and these before the types of the framework.</summary>
    private static int Distance(CompletionItem item) =>
        item.Tags.Any(tag =>
            tag
                is WellKnownTags.Local
                    or WellKnownTags.Parameter
                    or WellKnownTags.RangeVariable
                    or WellKnownTags.Field
        )
            ? 0
        : item.Tags.Any(tag => tag is WellKnownTags.Property or WellKnownTags.Method) ? 1
        : 2;

    private static string TextOf(CompletionItem item) =>
        item.DisplayTextSuffix == ":"
            ? item.DisplayText + ":"
            : item.Properties.GetValueOrDefault("InsertionText") ?? item.DisplayText;

    private static string TypeOf(CompletionItem item) =>
        s_types.FirstOrDefault(type => item.Tags.Contains(type.Tag)).Type ?? "text";

    /// <summary>What is inserted for an item that is more than a word; null where it changes more than that word.</summary>
    private static async Task<string?> ChangeAsync(
        CompletionService service,
        Document document,
        CompletionItem item,
        TextSpan span,
        CancellationToken cancellation
    )
    {
        CompletionChange change = await service.GetChangeAsync(
            document,
            item,
            cancellationToken: cancellation
        );
        return change.TextChanges is [{ NewText: string text } only] && only.Span == span
            ? text
            : null;
    }

    private static bool IsMember(SyntaxTree tree, int start, CancellationToken cancellation) =>
        start > 0
        && tree.GetRoot(cancellation).FindToken(start - 1)
            is { RawKind: (int)SyntaxKind.DotToken or (int)SyntaxKind.MinusGreaterThanToken };

    /// <summary>Whether a position is in the middle of a comment or of a text.</summary>
    internal static bool IsInText(SyntaxTree tree, int cursor, CancellationToken cancellation)
    {
        SyntaxNode root = tree.GetRoot(cancellation);
        if (cursor == 0)
        {
            return false;
        }

        SyntaxTrivia trivia = root.FindTrivia(cursor - 1);
        switch (trivia.Kind())
        {
            case SyntaxKind.SingleLineCommentTrivia:
                return true;
            case SyntaxKind.MultiLineCommentTrivia:
                return cursor < trivia.Span.End
                    || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal);
        }

        SyntaxToken token = root.FindToken(cursor - 1);
        return token.Kind() switch
        {
            SyntaxKind.InterpolatedStringTextToken => true,
            SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken => cursor >= token.Span.End,
            SyntaxKind.StringLiteralToken
            or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken => cursor > token.SpanStart
                && (cursor < token.Span.End || IsOpen(token)),
            _ => false,
        };
    }

    /// <summary>Whether a text's end is missing.</summary>
    private static bool IsOpen(SyntaxToken token) =>
        token.ContainsDiagnostics
        && token
            .GetDiagnostics()
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
