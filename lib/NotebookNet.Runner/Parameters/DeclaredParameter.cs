using Microsoft.CodeAnalysis.CSharp;

namespace NotebookNet.Runner.Parameters;

/// <summary>A variable that a notebook's cell of parameters declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; null where no value on a command line can be of it.</param>
/// <param name="Written">Its type as the cell writes it.</param>
/// <param name="IsConstant">Whether it is a constant.</param>
internal sealed record DeclaredParameter(
    string Name,
    ParameterType? Type,
    string Written,
    bool IsConstant
)
{
    /// <summary>The name as code writes it: a keyword of the language needs its sign.</summary>
    public string Identifier =>
        SyntaxFacts.GetKeywordKind(Name) == SyntaxKind.None ? Name : $"@{Name}";
}
