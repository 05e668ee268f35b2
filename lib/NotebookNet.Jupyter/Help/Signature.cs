using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Jupyter.Help;

/// <summary>What is called where an argument is being written: the overload that fits, what it says of its parameters, and the other ones.</summary>
internal sealed class Signature
{
    /// <summary>More overloads than that are counted, not listed.</summary>
    private const int MostOthers = 10;

    private static readonly SymbolDisplayFormat s_format =
        SymbolDisplayFormat.MinimallyQualifiedFormat.AddParameterOptions(
            SymbolDisplayParameterOptions.IncludeDefaultValue
        );

    private readonly SemanticModel _model;
    private readonly int _cursor;
    private readonly ImmutableArray<ISymbol> _overloads;
    private readonly string? _named;
    private readonly int _argument;

    private Signature(
        SemanticModel model,
        int cursor,
        ImmutableArray<ISymbol> overloads,
        string? named,
        int argument
    )
    {
        _model = model;
        _cursor = cursor;
        _overloads = overloads;
        _named = named;
        _argument = argument;
    }

    /// <summary>The call that a position is an argument of; null where it is none.</summary>
    public static Signature? At(SemanticModel model, int cursor, CancellationToken cancellation)
    {
        SyntaxNode root = model.SyntaxTree.GetRoot(cancellation);
        SyntaxNode? node = cursor == 0 ? null : root.FindToken(cursor - 1).Parent;
        for (; node is not null and not BlockSyntax; node = node.Parent)
        {
            if (
                Parts(node) is not { } parts
                || cursor < parts.Open.Span.End
                || (!parts.Close.IsMissing && cursor > parts.Close.SpanStart)
            )
            {
                continue;
            }

            ImmutableArray<ISymbol> overloads = Overloads(model, node.Parent, cursor, cancellation);
            if (overloads.IsEmpty)
            {
                return null;
            }

            int argument = parts.Separators.Count(comma => comma.SpanStart < cursor);
            string? named = parts
                .Names.Where(name => name is not null && name.Span.End <= cursor)
                .LastOrDefault(name =>
                    !parts.Separators.Any(comma =>
                        comma.SpanStart >= name!.Span.End && comma.SpanStart < cursor
                    )
                )
                ?.Name.Identifier.ValueText;
            return new Signature(model, cursor, overloads, named, argument);
        }

        return null;
    }

    /// <summary>Adds the signature to a help text.</summary>
    public void Write(HelpText help, CancellationToken cancellation)
    {
        ISymbol best = _overloads[0];
        help.AddCode(Text(best));
        DocumentationText documentation = DocumentationText.Of(best, cancellation);
        help.AddText(documentation.Summary);
        ImmutableArray<IParameterSymbol> parameters = ParametersOf(best);
        IParameterSymbol? current = _named is null
            ? parameters.ElementAtOrDefault(Math.Min(_argument, parameters.Length - 1))
            : parameters.FirstOrDefault(parameter => parameter.Name == _named);
        foreach (IParameterSymbol parameter in parameters)
        {
            string said = documentation.Parameters.GetValueOrDefault(parameter.Name, "");
            if (said.Length > 0)
            {
                bool isCurrent = SymbolEqualityComparer.Default.Equals(parameter, current);
                help.AddText($"{(isCurrent ? "▸ " : "")}{parameter.Name}: {said}");
            }
        }

        if (_overloads.Length > 1)
        {
            help.AddText(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_overloads.Length - 1} other overload{(_overloads.Length == 2 ? "" : "s")}:"
                )
            );
            IEnumerable<string> others = _overloads.Skip(1).Take(MostOthers).Select(Text);
            help.AddCode(
                string.Join('\n', _overloads.Length - 1 > MostOthers ? others.Append("…") : others)
            );
        }
    }

    private string Text(ISymbol symbol) => symbol.ToMinimalDisplayString(_model, _cursor, s_format);

    private static (
        SyntaxToken Open,
        SyntaxToken Close,
        IEnumerable<SyntaxToken> Separators,
        IEnumerable<NameColonSyntax?> Names
    )? Parts(SyntaxNode node) =>
        node switch
        {
            ArgumentListSyntax list => (
                list.OpenParenToken,
                list.CloseParenToken,
                list.Arguments.GetSeparators(),
                list.Arguments.Select(argument => argument.NameColon)
            ),
            BracketedArgumentListSyntax list => (
                list.OpenBracketToken,
                list.CloseBracketToken,
                list.Arguments.GetSeparators(),
                list.Arguments.Select(argument => argument.NameColon)
            ),
            AttributeArgumentListSyntax list => (
                list.OpenParenToken,
                list.CloseParenToken,
                list.Arguments.GetSeparators(),
                list.Arguments.Select(argument => argument.NameColon)
            ),
            _ => null,
        };

    /// <summary>What a call could mean, the likeliest first.</summary>
    private static ImmutableArray<ISymbol> Overloads(
        SemanticModel model,
        SyntaxNode? call,
        int cursor,
        CancellationToken cancellation
    )
    {
        SymbolInfo bound;
        IEnumerable<ISymbol> group;
        switch (call)
        {
            case InvocationExpressionSyntax invocation:
                bound = model.GetSymbolInfo(invocation, cancellation);
                group = model.GetMemberGroup(invocation.Expression, cancellation);
                if (
                    model.GetTypeInfo(invocation.Expression, cancellation).Type is INamedTypeSymbol
                    {
                        DelegateInvokeMethod: { } invoked
                    }
                )
                {
                    group = group.Append(invoked);
                }

                break;
            case BaseObjectCreationExpressionSyntax creation:
                bound = model.GetSymbolInfo(creation, cancellation);
                group =
                    model.GetTypeInfo(creation, cancellation) is { } info
                    && (info.Type ?? info.ConvertedType) is INamedTypeSymbol type
                        ? type.InstanceConstructors
                        : [];
                break;
            case ConstructorInitializerSyntax or AttributeSyntax:
                bound = model.GetSymbolInfo(call, cancellation);
                group = model.GetMemberGroup(call, cancellation);
                break;
            case ElementAccessExpressionSyntax access:
                bound = model.GetSymbolInfo(access, cancellation);
                group = model.GetIndexerGroup(access.Expression, cancellation);
                break;
            default:
                return [];
        }

        ISymbol[] likely =
        [
            .. bound.Symbol is { } one ? [one] : bound.CandidateSymbols.AsEnumerable(),
        ];
        return
        [
            .. likely
                .Concat(
                    group
                        .Where(symbol => model.IsAccessible(cursor, symbol))
                        .OrderBy(symbol => ParametersOf(symbol).Length)
                )
                .Where(symbol => symbol is IMethodSymbol or IPropertySymbol)
                .DistinctBy(symbol => symbol.OriginalDefinition, SymbolEqualityComparer.Default),
        ];
    }

    private static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
}
