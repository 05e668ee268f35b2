using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Session;

/// <summary>Says which line brings a library that a cell uses without one: some kernels have it loaded, or an earlier cell had.</summary>
internal static class MissingPackages
{
    /// <summary>The packages that notebooks use most, by their namespaces.</summary>
    private static readonly (string Namespace, string Package)[] s_known =
    [
        ("HtmlAgilityPack", "HtmlAgilityPack"),
        ("Humanizer", "Humanizer.Core"),
        ("MathNet.Numerics", "MathNet.Numerics, 5.0.0"),
        ("Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp.Scripting, 5.12.0"),
        ("Microsoft.Data.Analysis", "Microsoft.Data.Analysis"),
        ("Microsoft.ML", "Microsoft.ML"),
        ("Newtonsoft.Json", "Newtonsoft.Json, 13.0.3"),
        ("NodaTime", "NodaTime"),
        ("Plotly.NET", "Plotly.NET.Interactive, 6.0.0"),
        ("System.Numerics.Tensors", "System.Numerics.Tensors, 10.0.14"),
        ("System.Reactive", "System.Reactive, 6.0.1"),
        ("TorchSharp", "TorchSharp-cpu"),
        ("XPlot.Plotly", "XPlot.Plotly"),
        ("YamlDotNet", "YamlDotNet"),
    ];

    /// <summary>A line for each library that the errors show to be missing.</summary>
    public static IEnumerable<string> In(IEnumerable<Diagnostic> errors) =>
        errors
            .Where(error => error.Id is "CS0103" or "CS0234" or "CS0246")
            .Select(NameAt)
            .SelectMany(name =>
                s_known.Where(known =>
                    name == known.Namespace
                    || name.StartsWith(known.Namespace + ".", StringComparison.Ordinal)
                )
            )
            .Distinct()
            .Select(known =>
                $"   {known.Namespace} is not there; this line brings it: #r \"nuget: {known.Package}\""
            );

    /// <summary>The whole dotted name that an error points into.</summary>
    private static string NameAt(Diagnostic error)
    {
        if (error.Location.SourceTree is not SyntaxTree tree)
        {
            return "";
        }

        SyntaxNode name = tree.GetRoot().FindNode(error.Location.SourceSpan);
        while (name.Parent is QualifiedNameSyntax or MemberAccessExpressionSyntax)
        {
            name = name.Parent;
        }

        return name.ToString();
    }
}
