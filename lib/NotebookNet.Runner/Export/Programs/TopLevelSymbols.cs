using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>What the cells of a notebook declare for the cells behind them, in its order.</summary>
internal sealed class TopLevelSymbols
{
    private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Collects them.</summary>
    /// <exception cref="ExportException">A cell declares what a program cannot declare.</exception>
    public TopLevelSymbols(IEnumerable<Submission> submissions)
    {
        foreach (Submission submission in submissions)
        {
            foreach ((SemanticModel model, CompilationUnitSyntax root) in submission.Models)
            {
                foreach (MemberDeclarationSyntax member in root.Members)
                {
                    Add(model, member);
                }
            }
        }

        FindShared(submissions);
        FindCaptured(submissions);
    }

    /// <summary>The variables, functions and properties.</summary>
    public List<(ISymbol Symbol, SyntaxNode Declaration)> Members { get; } = [];

    /// <summary>The types.</summary>
    public List<INamedTypeSymbol> Types { get; } = [];

    /// <summary>What types use, which see no local variable and no local function: it goes into a static class.</summary>
    public HashSet<ISymbol> Shared { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Variables that a function holds on to.</summary>
    public HashSet<ISymbol> Captured { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a cell has declared it for the cells behind.</summary>
    public bool Contains(ISymbol symbol) => _known.Contains(symbol.OriginalDefinition);

    /// <summary>What a name means; null where that is nothing, or more than one thing.</summary>
    public static ISymbol? Meaning(SemanticModel model, SyntaxNode name)
    {
        SymbolInfo info = model.GetSymbolInfo(name);
        ISymbol? symbol =
            info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
        {
            symbol = extension;
        }

        return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? constructor.ContainingType.OriginalDefinition
            : symbol?.OriginalDefinition;
    }

    private void Add(SemanticModel model, MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case FieldDeclarationSyntax fields:
                foreach (VariableDeclaratorSyntax variable in fields.Declaration.Variables)
                {
                    Add(model.GetDeclaredSymbol(variable)!, fields);
                }

                AddExpressionVariables(model, fields);
                break;
            case MethodDeclarationSyntax method:
                Add(model.GetDeclaredSymbol(method)!, method);
                break;
            case PropertyDeclarationSyntax { ExpressionBody: not null } property:
                Add(model.GetDeclaredSymbol(property)!, property);
                break;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                INamedTypeSymbol type = (INamedTypeSymbol)model.GetDeclaredSymbol(member)!;
                Types.Add(type);
                _known.Add(type);
                break;
            case GlobalStatementSyntax statement:
                AddExpressionVariables(model, statement);
                break;
            default:
                throw new ExportException(
                    $"{member.Place()}: a program cannot have {Kind(member)} outside a type; a method or a variable can take its place."
                );
        }
    }

    private static string Kind(MemberDeclarationSyntax member) =>
        member switch
        {
            PropertyDeclarationSyntax property =>
                $"the property {property.Identifier} with accessors",
            EventFieldDeclarationSyntax or EventDeclarationSyntax => "an event",
            IndexerDeclarationSyntax => "an indexer",
            ConstructorDeclarationSyntax constructor =>
                $"{constructor.Identifier}(), which names no type to return,",
            OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => "an operator",
            _ => $"'{member.WithoutTrivia().ToFullString().Split('\n')[0].Trim()}'",
        };

    private void AddExpressionVariables(SemanticModel model, SyntaxNode node)
    {
        foreach (
            SingleVariableDesignationSyntax variable in node.DescendantNodes()
                .OfType<SingleVariableDesignationSyntax>()
        )
        {
            if (model.GetDeclaredSymbol(variable) is IFieldSymbol field)
            {
                Add(field, variable);
            }
        }
    }

    private void Add(ISymbol symbol, SyntaxNode declaration)
    {
        Members.Add((symbol, declaration));
        _known.Add(symbol);
    }

    private void FindShared(IEnumerable<Submission> submissions)
    {
        Dictionary<SyntaxTree, SemanticModel> models = submissions
            .SelectMany(submission => submission.Models)
            .ToDictionary(model => model.Root.SyntaxTree, model => model.Model);
        Queue<SyntaxNode> open = new(
            models.Keys.SelectMany(tree =>
                ((CompilationUnitSyntax)tree.GetRoot()).Members.Where(member =>
                    member is BaseTypeDeclarationSyntax
                )
            )
        );
        foreach (
            (ISymbol symbol, SyntaxNode declaration) in Members.Where(member =>
                member.Symbol is IMethodSymbol { IsExtensionMethod: true }
            )
        )
        {
            Shared.Add(symbol);
            open.Enqueue(declaration);
        }

        while (open.TryDequeue(out SyntaxNode? node))
        {
            SemanticModel model = models[node.SyntaxTree];
            foreach (SimpleNameSyntax name in node.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (
                    Meaning(model, name) is { } symbol
                    && Members.FirstOrDefault(member =>
                        SymbolEqualityComparer.Default.Equals(member.Symbol, symbol)
                    )
                        is { Symbol: not null } used
                    && used.Symbol.IsStatic
                    && Shared.Add(symbol)
                )
                {
                    open.Enqueue(used.Declaration);
                }
            }
        }
    }

    private void FindCaptured(IEnumerable<Submission> submissions)
    {
        foreach (
            (SemanticModel model, CompilationUnitSyntax root) in submissions.SelectMany(s =>
                s.Models
            )
        )
        {
            Captured.UnionWith(
                root.DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Where(name => name.IsInFunctionOrQuery())
                    .Select(name => Meaning(model, name))
                    .OfType<IFieldSymbol>()
                    .Where(Contains)
            );
        }
    }
}
