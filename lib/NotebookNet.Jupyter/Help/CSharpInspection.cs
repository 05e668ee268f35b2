using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.QuickInfo;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>What there is to say at a position of a cell: what the name there is, and what is being called around it.</summary>
internal static class CSharpInspection
{
    /// <summary>Looks at a position; null where there is nothing to say.</summary>
    public static async Task<Inspection?> InspectAsync(
        Document document,
        int cursor,
        int detailLevel,
        CSharpSession session,
        CancellationToken cancellation
    )
    {
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellation))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation))!;
        bool isInText = CSharpCompletion.IsInText(tree, cursor, cancellation);
        HelpText help = new();
        Signature? signature = Signature.At(model, cursor, cancellation);
        SyntaxToken name = NameAt(tree.GetRoot(cancellation), cursor);
        if (!isInText && (signature is null || !name.IsKind(SyntaxKind.None)))
        {
            int place = name.IsKind(SyntaxKind.None) ? cursor : name.SpanStart;
            await AddNameAsync(
                help,
                document,
                model,
                name,
                place,
                detailLevel,
                session,
                cancellation
            );
        }

        if (signature is not null)
        {
            signature.Write(help, cancellation);
        }

        return help.ToInspection();
    }

    /// <summary>The name, or the keyword, that the cursor touches; none where it touches none.</summary>
    private static SyntaxToken NameAt(SyntaxNode root, int cursor)
    {
        SyntaxToken token = root.FindToken(cursor);
        if (!IsName(token) || token.SpanStart > cursor)
        {
            token = cursor > 0 ? root.FindToken(cursor - 1) : default;
        }

        return IsName(token) && token.SpanStart <= cursor && token.Span.End >= cursor
            ? token
            : default;
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind());

    private static async Task AddNameAsync(
        HelpText help,
        Document document,
        SemanticModel model,
        SyntaxToken name,
        int place,
        int detailLevel,
        CSharpSession session,
        CancellationToken cancellation
    )
    {
        if (
            QuickInfoService.GetService(document) is not { } service
            || await service.GetQuickInfoAsync(document, place, cancellation) is not { } info
        )
        {
            return;
        }

        foreach (QuickInfoSection section in info.Sections)
        {
            string text = section.Text.Trim();
            switch (section.Kind)
            {
                case QuickInfoSectionKinds.Description:
                    help.AddCode(text);
                    AddValue(help, model, name, session, cancellation);
                    break;
                case QuickInfoSectionKinds.RemarksDocumentationComments:
                    if (detailLevel > 0)
                    {
                        help.AddText(text);
                    }

                    break;
                default:
                    help.AddText(text);
                    break;
            }
        }
    }

    /// <summary>What a variable of an earlier cell holds now.</summary>
    private static void AddValue(
        HelpText help,
        SemanticModel model,
        SyntaxToken name,
        CSharpSession session,
        CancellationToken cancellation
    )
    {
        if (
            name.Parent is { } node
            && model.GetSymbolInfo(node, cancellation).Symbol
                is IFieldSymbol { ContainingType.IsScriptClass: true } field
            && !SymbolEqualityComparer.Default.Equals(
                field.ContainingAssembly,
                model.Compilation.Assembly
            )
            && session.Variables.FirstOrDefault(variable => variable.Name == field.Name)
                is { Name: not null } found
            && VariableValue.Of(found.Value) is string value
        )
        {
            help.AddText($"Value: {value}");
        }
    }
}
