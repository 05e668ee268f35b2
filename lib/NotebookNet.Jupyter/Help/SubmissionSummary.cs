using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookNet.Jupyter.Help;

/// <summary>
/// What many submissions have declared, as one: looking a name up in a chain takes as long as the chain is. What was
/// declared again is there as it was declared last; variables have the types that the compiler has found for them.
/// </summary>
internal sealed partial class SubmissionSummary
{
    /// <summary>The declarations, in the order in which they came; the key tells methods of one name apart.</summary>
    private readonly OrderedDictionary<
        string,
        (string Name, bool IsMethod, string Text)
    > _declared = [];

    /// <summary>The `using` lines; the key of an alias is its name, which means what it was last given.</summary>
    private readonly OrderedDictionary<string, string> _usings = [];
    private readonly List<MetadataReference> _references = [];

    /// <summary>The first of the submissions: what it was compiled with holds for all.</summary>
    public Script? First { get; private set; }

    /// <summary>What the submissions refer to.</summary>
    public ImmutableArray<MetadataReference> References => [.. _references.Distinct()];

    /// <summary>One submission that declares what all of them do.</summary>
    public string Code =>
        string.Join(
            '\n',
            _usings.Values.Concat(_declared.Values.Select(declared => declared.Text))
        );

    /// <summary>Adds the submission that follows those that are in it.</summary>
    public void Add(Script script)
    {
        First ??= script;
        Compilation compilation = script.GetCompilation();
        _references.AddRange(script.Options.MetadataReferences);
        _references.AddRange(compilation.DirectiveReferences);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (UsingDirectiveSyntax used in ((CompilationUnitSyntax)tree.GetRoot()).Usings)
            {
                string line = used.WithoutTrivia().ToFullString();
                _usings[used.Alias?.Name.Identifier.ValueText ?? line] = line;
            }
        }

        foreach (ISymbol symbol in compilation.ScriptClass?.GetMembers() ?? [])
        {
            if (
                !symbol.IsImplicitlyDeclared
                && symbol.CanBeReferencedByName
                && TextOf(symbol) is { } text
            )
            {
                Declare(symbol, text);
            }
        }
    }

    private void Declare(ISymbol symbol, string text)
    {
        bool isMethod = symbol is IMethodSymbol;
        string key = isMethod
            ? $"{symbol.Name}({string.Join(',', ((IMethodSymbol)symbol).Parameters.Select(parameter => NameOf(parameter.Type)))})"
            : symbol.Name;
        // A method hides what else has its name, and the other way round.
        foreach (
            string hidden in _declared
                .Where(declared =>
                    declared.Value.Name == symbol.Name
                    && (!isMethod || !declared.Value.IsMethod || declared.Key == key)
                )
                .Select(declared => declared.Key)
                .ToList()
        )
        {
            _declared.Remove(hidden);
        }

        _declared[key] = (symbol.Name, isMethod, text);
    }

    private static string? TextOf(ISymbol symbol) =>
        symbol switch
        {
            IFieldSymbol field => $"{NameOf(field.Type)} @{field.Name};",
            IMethodSymbol { MethodKind: MethodKind.Ordinary }
            or IPropertySymbol
            or INamedTypeSymbol => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
                is { } written
                ? Described(written)
                : null,
            _ => null,
        };

    /// <summary>A declaration with its comments, without the directives above it: they hold for its cell.</summary>
    private static string Described(SyntaxNode declaration) =>
        string.Concat(
            declaration
                .GetLeadingTrivia()
                .Where(trivia =>
                    !trivia.IsDirective && !trivia.IsKind(SyntaxKind.DisabledTextTrivia)
                )
                .Select(trivia => trivia.ToFullString())
        ) + declaration;

    /// <summary>A type's name in a submission: the types of cells have no other place, and some types have no name.</summary>
    private static string NameOf(ITypeSymbol type)
    {
        string name = Submission()
            .Replace(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), "");
        return name.Contains("<anonymous", StringComparison.Ordinal) ? "dynamic" : name;
    }

    [GeneratedRegex(@"(global::)?Submission#\d+\.")]
    private static partial Regex Submission();
}
