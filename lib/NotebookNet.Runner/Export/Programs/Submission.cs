using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A compiled piece of code: what a cell holds, and before it the files that its `#load` lines bring.</summary>
/// <param name="Part">The piece.</param>
/// <param name="Compilation">It and, behind it, what came before.</param>
/// <param name="Trees">Its texts in the order in which they run.</param>
internal sealed record Submission(
    ProgramPart.Code Part,
    Compilation Compilation,
    IReadOnlyList<SyntaxTree> Trees
)
{
    /// <summary>The models of its texts.</summary>
    public IEnumerable<(SemanticModel Model, CompilationUnitSyntax Root)> Models =>
        Trees.Select(tree =>
            (Compilation.GetSemanticModel(tree), (CompilationUnitSyntax)tree.GetRoot())
        );

    /// <summary>Whether there are charts of Plotly.NET, of version 6 or later.</summary>
    public bool KnowsCharts =>
        Compilation
            .GetTypeByMetadataName("Plotly.NET.GenericChart")
            ?.GetMembers("toChartHTML")
            .Any() == true;
}
