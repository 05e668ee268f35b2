using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>
/// The names of a program. A notebook may declare a name again; a program may not, nor may a local variable bear the name of one
/// that is around it.
/// </summary>
internal sealed class ProgramNames
{
    private readonly TopLevelSymbols _symbols;
    private readonly HashSet<string> _written;
    private readonly HashSet<string> _locals = ["args"];
    private readonly HashSet<string> _foreign;
    private readonly Dictionary<ISymbol, string> _new = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, Variable> _variables = [];

    public ProgramNames(IReadOnlyList<Submission> submissions, TopLevelSymbols symbols)
    {
        _symbols = symbols;
        _written = submissions
            .SelectMany(submission => submission.Trees)
            .SelectMany(tree => tree.GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .ToHashSet();
        _foreign = FindForeign(submissions);
        TypeNames = symbols.Types.Select(type => type.MetadataName).ToHashSet();
        HashSet<string> types = [];
        foreach (
            INamedTypeSymbol type in symbols.Types.Where(type => !types.Add(type.MetadataName))
        )
        {
            _new[type] = Fresh(type.Name);
        }

        foreach ((ISymbol symbol, SyntaxNode declaration) in symbols.Members)
        {
            Name(symbol, declaration);
        }

        foreach (Submission submission in submissions)
        {
            foreach ((SemanticModel model, CompilationUnitSyntax root) in submission.Models)
            {
                NameNested(model, root);
            }
        }
    }

    /// <summary>Variables that are declared again, with the same type: their declarations become assignments.</summary>
    public HashSet<ISymbol> Assigned { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The names of the types that cells declare.</summary>
    public HashSet<string> TypeNames { get; }

    /// <summary>The name that something has in the program; null where it keeps its own.</summary>
    public string? this[ISymbol symbol] => _new.GetValueOrDefault(symbol.OriginalDefinition);

    /// <summary>A name that nothing in the notebook bears.</summary>
    public string Fresh(string name)
    {
        Match numbered = Regex.Match(name, "^(?<stem>.*?[^0-9])(?<number>[0-9]{1,4})$");
        string stem = numbered.Success ? name + "_" : name;
        for (int i = 2; ; i++)
        {
            string fresh = Invariant($"{stem}{i}");
            if (_written.Add(fresh))
            {
                return fresh;
            }
        }
    }

    /// <summary>The name, or where the notebook bears it, another.</summary>
    public string Own(string name) => _written.Add(name) ? name : Fresh(name);

    private void Name(ISymbol symbol, SyntaxNode declaration)
    {
        if (symbol is IMethodSymbol { IsExtensionMethod: true } extension)
        {
            // Told apart by their parameters, as they are called.
            if (!_locals.Add(Signature(extension)))
            {
                _new[symbol] = Fresh(symbol.Name);
            }

            return;
        }

        if (symbol is IFieldSymbol field && CanReuse(field, declaration))
        {
            Variable variable = _variables[field.Name];
            variable.Symbols.Add(field);
            Assigned.Add(field);
            if (variable.Name != field.Name)
            {
                _new[field] = variable.Name;
            }

            return;
        }

        string name = symbol.Name;
        if (_foreign.Contains(name) || !_locals.Add(name))
        {
            _new[symbol] = name = Fresh(name);
            _locals.Add(name);
        }

        if (symbol is IFieldSymbol declared)
        {
            _variables[symbol.Name] = new Variable(name, [declared]);
        }
        else
        {
            _variables.Remove(symbol.Name);
        }
    }

    private bool CanReuse(IFieldSymbol field, SyntaxNode declaration)
    {
        return declaration is FieldDeclarationSyntax fields
            && fields.Declaration.Variables.All(variable => variable.Initializer is not null)
            && CanReuseOne(field)
            && _symbols
                .Members.Where(member => member.Declaration == declaration)
                .All(member =>
                    Assigned.Contains(member.Symbol) || CanReuseOne((IFieldSymbol)member.Symbol)
                )
            // The first of several decides for all of them.
            && (
                SymbolEqualityComparer.Default.Equals(
                    _symbols.Members.First(member => member.Declaration == declaration).Symbol,
                    field
                )
                || Assigned.Contains(
                    _symbols.Members.First(member => member.Declaration == declaration).Symbol
                )
            );
    }

    private bool CanReuseOne(IFieldSymbol field) =>
        !field.IsConst
        && !field.IsReadOnly
        && !_symbols.Shared.Contains(field)
        && _variables.TryGetValue(field.Name, out Variable? variable)
        && variable.Symbols.All(earlier =>
            !earlier.IsConst
            && !earlier.IsReadOnly
            && !_symbols.Shared.Contains(earlier)
            && !_symbols.Captured.Contains(earlier)
            && SymbolEqualityComparer.Default.Equals(earlier.Type, field.Type)
        );

    private void NameNested(SemanticModel model, CompilationUnitSyntax root)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (
                node
                    is VariableDeclaratorSyntax
                        or SingleVariableDesignationSyntax
                        or ForEachStatementSyntax
                        or CatchDeclarationSyntax
                        or LocalFunctionStatementSyntax
                        or QueryClauseSyntax
                        or JoinIntoClauseSyntax
                        or QueryContinuationSyntax
                && model.GetDeclaredSymbol(node)
                    is { } symbol
                        and (ILocalSymbol or IRangeVariableSymbol or IMethodSymbol)
                && _locals.Contains(symbol.Name)
                && (symbol is IRangeVariableSymbol || !node.IsInFunction())
                && !node.IsInType()
            )
            {
                _new[symbol] = Fresh(symbol.Name);
            }
        }
    }

    /// <summary>Names that mean something which no cell declares, where a local variable of that name would hide it.</summary>
    private HashSet<string> FindForeign(IReadOnlyList<Submission> submissions)
    {
        HashSet<string> names = [];
        foreach (
            (SemanticModel model, CompilationUnitSyntax root) in submissions.SelectMany(s =>
                s.Models
            )
        )
        {
            foreach (SimpleNameSyntax name in root.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (
                    !name.IsVar
                    && name.IsSimple()
                    && !name.IsInType()
                    && TopLevelSymbols.Meaning(model, name)
                        is { } symbol
                            and (
                                ITypeSymbol
                                or INamespaceSymbol
                                or IMethodSymbol
                                or IFieldSymbol
                                or IPropertySymbol
                            )
                    && (symbol is INamedTypeSymbol || !_symbols.Contains(symbol))
                    && symbol
                        is not (
                            ITypeParameterSymbol
                            or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
                        )
                )
                {
                    names.Add(name.Identifier.ValueText);
                }
            }
        }

        return names;
    }

    private static string Signature(IMethodSymbol method) =>
        $"{method.Name}`{method.Arity}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type.ToDisplayString()}"))})";

    private sealed record Variable(string Name, List<IFieldSymbol> Symbols);
}
