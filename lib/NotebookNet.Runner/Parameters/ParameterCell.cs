using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Runner.Parameters;

/// <summary>The cell of a notebook that declares its parameters: the one with the tag `parameters`, by papermill's convention.</summary>
internal static class ParameterCell
{
    /// <summary>The variables that the cell declares at its top level, in their order; of a name that is declared twice, the last.</summary>
    public static IReadOnlyList<DeclaredParameter> Read(NotebookCell cell)
    {
        CellStep.Code[] code;
        try
        {
            code =
            [
                .. CellParser
                    .Parse(new Cell(1, cell.Source, cell.Language))
                    .OfType<CellStep.Code>(),
            ];
        }
        catch (CellException)
        {
            // Of another language, or with a magic command that is none: it declares nothing that can be set.
            return [];
        }

        return
        [
            .. code.SelectMany(step => Declared(step.Text))
                .Reverse()
                .DistinctBy(parameter => parameter.Name)
                .Reverse(),
        ];
    }

    private static IEnumerable<DeclaredParameter> Declared(string code) =>
        CSharpSyntaxTree
            .ParseText(
                code,
                new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script)
            )
            .GetCompilationUnitRoot()
            .Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field =>
                field.Declaration.Variables.Select(variable => new DeclaredParameter(
                    variable.Identifier.ValueText,
                    TypeOf(field.Declaration.Type, variable.Initializer?.Value),
                    field.Declaration.Type.WithoutTrivia().ToFullString(),
                    field.Modifiers.Any(SyntaxKind.ConstKeyword)
                ))
            );

    /// <summary>The type that is written, or that the literal behind `var` has.</summary>
    private static ParameterType? TypeOf(TypeSyntax type, ExpressionSyntax? value)
    {
        string? name =
            type is not IdentifierNameSyntax { Identifier.ValueText: "var" }
                ? AliasOf(type.WithoutTrivia().ToFullString())
            : Unsigned(value) is LiteralExpressionSyntax { Token.Value: { } literal }
                ? AliasOf(literal.GetType().Name)
            : null;
        return ParameterType.All.FirstOrDefault(one => one.Name == name);
    }

    private static ExpressionSyntax? Unsigned(ExpressionSyntax? value) =>
        value is PrefixUnaryExpressionSyntax sign
        && sign.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression
            ? sign.Operand
            : value;

    private static string AliasOf(string type) =>
        type.StartsWith("System.", StringComparison.Ordinal)
            ? AliasOf(type["System.".Length..])
            : type switch
            {
                nameof(Boolean) => "bool",
                nameof(Byte) => "byte",
                nameof(SByte) => "sbyte",
                nameof(Int16) => "short",
                nameof(UInt16) => "ushort",
                nameof(Int32) => "int",
                nameof(UInt32) => "uint",
                nameof(Int64) => "long",
                nameof(UInt64) => "ulong",
                nameof(Single) => "float",
                nameof(Double) => "double",
                nameof(Decimal) => "decimal",
                nameof(Char) => "char",
                nameof(String) => "string",
                _ => type.TrimEnd('?') is "string" ? "string" : type,
            };
}
