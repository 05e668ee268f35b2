using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Session;

/// <summary>Calls that open a window, which a notebook has not.</summary>
internal static class DesktopCalls
{
    /// <summary>Refuses a cell that shows a chart of Plotly.NET on a desktop.</summary>
    /// <exception cref="CellException">It does.</exception>
    public static void Refuse(Compilation compilation, SyntaxTree tree)
    {
        List<SimpleNameSyntax> names =
        [
            .. tree.GetRoot()
                .DescendantNodes()
                .OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText is "Show" or "show"),
        ];
        if (names.Count == 0)
        {
            return;
        }

        SemanticModel model = compilation.GetSemanticModel(tree);
        SimpleNameSyntax? found = names.Find(name =>
            model.GetSymbolInfo(name).Symbol is IMethodSymbol method
            && method.ContainingAssembly.Name is "Plotly.NET" or "Plotly.NET.CSharp"
        );
        if (found is not null)
        {
            throw new CellException(
                "NotebookError",
                "Show() opens a chart in the browser of a desktop; in a notebook end the cell with the chart itself, without a semicolon, or write display(chart).",
                found.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1
            );
        }
    }
}
