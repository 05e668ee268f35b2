using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Site.Api;

/// <summary>Which types of the library the code of a notebook uses, as the compiler understands it.</summary>
internal static partial class ApiUse
{
    /// <summary>The assemblies whose types have a page.</summary>
    public static readonly IReadOnlyList<string> Assemblies =
    [
        "NotebookNet",
        "NotebookNet.Interactive",
    ];

    private static readonly CSharpParseOptions s_syntax = new(
        LanguageVersion.CSharp14,
        kind: SourceCodeKind.Script
    );

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings:
        [
            "System",
            "System.Text",
            "System.Collections",
            "System.Collections.Generic",
            "System.Threading.Tasks",
            "System.Linq",
            typeof(CellStatics).FullName!,
            typeof(CellExtensions).FullName!,
        ]
    );

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(file => MetadataReference.CreateFromFile(file)),
        ]
    );

    /// <summary>The types that the cells name, create or call, by the names that docfx gives them.</summary>
    public static IReadOnlySet<string> TypesOf(IEnumerable<string> cells)
    {
        HashSet<string> types = [];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(OneScript(cells), s_syntax);
        SemanticModel model = CSharpCompilation
            .CreateScriptCompilation("cells", tree, s_references.Value, s_options)
            .GetSemanticModel(tree);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(CanName))
        {
            SymbolInfo info = model.GetSymbolInfo(node);
            ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            Add(symbol as ITypeSymbol ?? symbol?.ContainingType);
        }

        return types;

        void Add(ITypeSymbol? type)
        {
            switch (type)
            {
                case IArrayTypeSymbol array:
                    Add(array.ElementType);
                    break;
                case INamedTypeSymbol named:
                    if (
                        named.DeclaredAccessibility == Accessibility.Public
                        && Assemblies.Contains(named.ContainingAssembly?.Name)
                    )
                    {
                        types.Add(named.OriginalDefinition.GetDocumentationCommentId()![2..]);
                    }

                    foreach (ITypeSymbol argument in named.TypeArguments)
                    {
                        Add(argument);
                    }

                    break;
            }
        }
    }

    /// <summary>The C# cells of a notebook.</summary>
    public static IEnumerable<string> CellsOf(NotebookDocument notebook) =>
        notebook
            .Cells.Where(cell => cell.IsCode && cell.Language is null or "csharp")
            .Select(cell => cell.Source);

    private static bool CanName(SyntaxNode node) =>
        node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax;

    /// <summary>The cells as one text. No name means two things in a chapter, and a cell may end in a value without a semicolon.</summary>
    private static string OneScript(IEnumerable<string> cells)
    {
        StringBuilder usings = new();
        StringBuilder code = new();
        foreach (string cell in cells)
        {
            CompilationUnitSyntax root = CSharpSyntaxTree
                .ParseText(WithoutCommands(cell), s_syntax)
                .GetCompilationUnitRoot();
            usings.Append(root.Usings.ToFullString()).Append('\n');
            code.Append(root.WithUsings(default).ToFullString()).Append("\n;\n");
        }

        return usings.Append(code).ToString();
    }

    /// <summary>The lines that name an assembly or a command are a session's, not the language's.</summary>
    private static string WithoutCommands(string code) =>
        string.Join('\n', code.Split('\n').Select(line => Command().IsMatch(line) ? "" : line));

    [GeneratedRegex(@"^\s*#(!|r |i |load )")]
    private static partial Regex Command();
}
