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

    private readonly ImmutableArray<ISymbol> _overloads;
    private readonly string? _named;
    private readonly int _argument;

    private Signature(ImmutableArray<ISymbol> overloads, string? named, int argument)
    {
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

            ImmutableArray<ISymbol> overloads =
            [
                .. Overloads(model, node.Parent, cursor, cancellation)
                    .OrderByDescending(overload => Fit(model, overload, parts.Arguments)),
            ];
            if (overloads.IsEmpty)
            {
                return null;
            }

            int argument = parts.Separators.Count(comma => comma.SpanStart < cursor);
            string? named = parts
                .Arguments.ElementAtOrDefault(argument)
                .Name?.Name.Identifier.ValueText;
            return new Signature(overloads, named, argument);
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

    private static string Text(ISymbol symbol) => symbol.ToDisplayString(s_format);

    private static (
        SyntaxToken Open,
        SyntaxToken Close,
        IEnumerable<SyntaxToken> Separators,
        IReadOnlyList<(NameColonSyntax? Name, ExpressionSyntax Value)> Arguments
    )? Parts(SyntaxNode node) =>
        node switch
        {
            ArgumentListSyntax list => (
                list.OpenParenToken,
                list.CloseParenToken,
                list.Arguments.GetSeparators(),
                [.. list.Arguments.Select(argument => (argument.NameColon, argument.Expression))]
            ),
            BracketedArgumentListSyntax list => (
                list.OpenBracketToken,
                list.CloseBracketToken,
                list.Arguments.GetSeparators(),
                [.. list.Arguments.Select(argument => (argument.NameColon, argument.Expression))]
            ),
            AttributeArgumentListSyntax list => (
                list.OpenParenToken,
                list.CloseParenToken,
                list.Arguments.GetSeparators(),
                [.. list.Arguments.Select(argument => (argument.NameColon, argument.Expression))]
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

    /// <summary>How well the arguments that are there already fit an overload.</summary>
    private static int Fit(
        SemanticModel model,
        ISymbol overload,
        IReadOnlyList<(NameColonSyntax? Name, ExpressionSyntax Value)> arguments
    )
    {
        ImmutableArray<IParameterSymbol> parameters = ParametersOf(overload);
        int fit = 0;
        for (int i = 0; i < arguments.Count; i++)
        {
            (NameColonSyntax? name, ExpressionSyntax value) = arguments[i];
            IParameterSymbol? parameter = name is null
                ? parameters.ElementAtOrDefault(Math.Min(i, parameters.Length - 1))
                : parameters.FirstOrDefault(known => known.Name == name.Name.Identifier.ValueText);
            bool isTooMany = name is null && i >= parameters.Length && parameter?.IsParams != true;
            if (parameter is null || isTooMany)
            {
                fit -= 100;
            }
            else if (!value.IsMissing)
            {
                Conversion conversion = model.ClassifyConversion(value, ElementOf(parameter, i));
                fit += conversion switch
                {
                    { IsIdentity: true } => 3,
                    { IsImplicit: true } => 2,
                    _ => 0,
                };
            }
        }

        return fit;
    }

    private static ITypeSymbol ElementOf(IParameterSymbol parameter, int argument) =>
        parameter is { IsParams: true, Type: IArrayTypeSymbol array }
        && argument >= parameter.Ordinal
            ? array.ElementType
            : parameter.Type;

    private static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol symbol) =>
        symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
}
